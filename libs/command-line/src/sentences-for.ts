import { DomainError, type ErrorCode } from '@tidings/vocabulary';
import { Refusal } from './refusal.js';

/** What went wrong, for the person at the keyboard. Total: a failure of ours says how to see more. */
export function sentencesFor(error: unknown): readonly string[] {
  if (error instanceof Refusal) return error.sentences;
  if (error instanceof DomainError) return [sentenceOf(error)];
  const { code, path, message } = error as NodeJS.ErrnoException;
  const file = FILE_SENTENCES[code ?? ''];
  if (file !== undefined && path !== undefined) return [file(path)];
  return [
    `The command failed in a way nobody has foreseen: ${message}.`,
    'Run it again with DEBUG=1 in front to see where, and tell the makers of Tidings.',
  ];
}

const FILE_SENTENCES: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `There is no file ${path}: check its name.`,
  EISDIR: (path) => `${path} is a folder: name a file in it.`,
  EACCES: (path) => `The file ${path} may not be opened by you: check its owner and rights.`,
  EEXIST: (path) => `There is a file ${path} already, and it is left as it is: choose another name.`,
  ENOSPC: (path) => `The disk is full: make room, then write ${path} again.`,
  EROFS: (path) => `${path} lies on a disk that cannot be written to: choose another folder.`,
};

type Facts = DomainError['facts'];

/** Only what this side of the wire finds out by itself; the release desk brings its own sentences. */
const LOCAL_SENTENCES: Readonly<Partial<Record<ErrorCode, (facts: Facts) => string>>> = {
  'bad-private-key': ({ why }) =>
    `This key cannot sign (${textOf(why)}): name a file with a private Ed25519, P-256 or RSA key. "tidings publisher key-new --out FILE" makes one.`,
  'bad-public-key': ({ why }) =>
    `This is not a publisher's key (${textOf(why)}): name a file with an Ed25519, P-256 or RSA key. "tidings publisher key-new --out FILE" makes one.`,
  'bad-declaration': ({ field, why }) =>
    `${FIELD_NAMES[textOf(field)] ?? textOf(field)} cannot be signed: ${textOf(why)}.`,
  'bad-version': ({ version }) => `"${textOf(version)}" is not a version: write it like 4.2.0 or 4.2.0-rc.1.`,
};

const FIELD_NAMES: Readonly<Record<string, string>> = {
  fileName: 'The name of the file',
  name: '--name',
  size: 'A file of this size',
  hardwareIds: '--hardware',
  signature: 'The signature',
  declaration: 'The declaration',
};

const sentenceOf = (error: DomainError): string =>
  LOCAL_SENTENCES[error.code]?.(error.facts) ?? `This was refused: ${error.message}.`;
const textOf = (fact: unknown): string => (typeof fact === 'string' ? fact : JSON.stringify(fact));
