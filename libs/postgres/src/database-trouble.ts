import { domainToUnicode } from 'node:url';

/** PostgreSQL 15 and later have what our statements use; a drill runs on 15, every test on 18. */
export const OLDEST_SERVER = 15;

/** Who stands at the address, without the password: 'tidings@db.example.org:5432/tidings'. */
export function databaseAt(url: string): string {
  if (!URL.canParse(url)) return 'the address in DATABASE_URL';
  const { username, hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? domainToUnicode(hostname);
  const who = username === '' ? '' : `${decodeURIComponent(username)}@`;
  return `${who}${host}:${searchParams.get('port') ?? (port === '' ? '5432' : port)}${decodeURIComponent(pathname)}`;
}

/**
 * What a failed first connection means to the person who set DATABASE_URL: a sentence that names the setting, the address and
 * what to do. Never the password. Total.
 */
export function databaseTrouble(url: string, cause: unknown): string {
  const { code, path, message } = cause as Readonly<Record<'code' | 'path' | 'message', unknown>>;
  const at = databaseAt(url);
  const said = typeof message === 'string' && message !== '' ? message : String(code);
  const known = typeof code === 'string' ? BY_CODE[code] : undefined;
  if (code === 'ENOENT' && typeof path === 'string' && path !== '')
    return `DATABASE_URL names the file ${path}, which cannot be read: give sslrootcert, sslcert and sslkey as this process sees them`;
  if (known) return known(at, said);
  const heard = BY_WORDS.find(([words]) => words.test(said));
  if (heard) return heard[1](at, said);
  return `DATABASE_URL: ${at} refused the first connection, and said: ${said}`;
}

type Sentence = (at: string, said: string) => string;

const nobodyThere: Sentence = (at, said) =>
  `DATABASE_URL: nothing answers at ${at} (${said}): is PostgreSQL up, and is that its address`;
const notTrusted: Sentence = (at, said) =>
  `DATABASE_URL: the certificate of ${at} is not trusted (${said}): name its authority, sslmode=verify-full&sslrootcert=/path/to/ca.crt`;

/** PostgreSQL's codes (its appendix A), Node's and OpenSSL's. */
const BY_CODE: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: nobodyThere,
  ECONNRESET: nobodyThere,
  ENOTFOUND: nobodyThere,
  EAI_AGAIN: nobodyThere,
  EHOSTUNREACH: nobodyThere,
  ENETUNREACH: nobodyThere,
  ETIMEDOUT: nobodyThere,
  ENOENT: nobodyThere,
  '28P01': (at) => `DATABASE_URL: the password is not that of ${at}: correct it, or DATABASE_PASSWORD_FILE`,
  '28000': (at, said) =>
    `DATABASE_URL: PostgreSQL does not let ${at} in (${said}): create the role with LOGIN, and a line for it and this machine in pg_hba.conf`,
  '3D000': (at) =>
    `DATABASE_URL: there is no database of that name at ${at}: CREATE DATABASE ... ENCODING 'UTF8' OWNER that role`,
  '42501': (at, said) =>
    `DATABASE_URL: ${at} has too few rights (${said}): make the role the owner of the database, or run the migrations as the owner`,
  '53300': (at) =>
    `DATABASE_URL: PostgreSQL at ${at} has no connection left: raise max_connections (one Tidings process takes up to 25), or stop others`,
  '57P03': (at) => `DATABASE_URL: PostgreSQL at ${at} is starting or stopping: try again in a minute`,
  SELF_SIGNED_CERT_IN_CHAIN: notTrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: notTrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: notTrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: notTrusted,
  CERT_HAS_EXPIRED: notTrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: notTrusted,
};

/** What comes without a code, or with one that says too little. */
const BY_WORDS: readonly (readonly [RegExp, Sentence])[] = [
  [
    /does not support SSL/,
    (at) =>
      `DATABASE_URL asks for TLS, and ${at} has none: set up its certificate, or write sslmode=disable where the network is your own`,
  ],
  [
    /unsupported startup parameter/,
    (at, said) =>
      `DATABASE_URL: a pooler at ${at} does not let our settings through (${said}): lead DATABASE_URL to PostgreSQL itself`,
  ],
  [/timeout|terminated/i, nobodyThere],
  [
    /password must be a string|no password supplied/i,
    (at) => `DATABASE_URL has no password, and ${at} asks for one: add it, or set DATABASE_PASSWORD_FILE`,
  ],
];
