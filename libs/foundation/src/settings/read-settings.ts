import 'reflect-metadata';
import { resolve } from 'node:path';
import type { LogLevel } from '@tidings/http-edge';
import { parseFindingRules } from '@tidings/package-inspectors';
import { type Duration, DomainError, parseDuration, type Role, ROLES } from '@tidings/vocabulary';
import { IsIn, IsInt, IsOptional, IsUrl, Matches, Max, Min, validateSync } from 'class-validator';
import { artifactProblems, linksIn, s3SettingsIn } from './artifact-settings.js';
import { databaseUrlFrom } from './database-url-from.js';
import { type EnvironmentVariables, type SettingTexts, settingTexts } from './setting-texts.js';
import type { SettingName } from './setting-names.js';
import type { Settings } from './settings.js';

/** The environment, as text. Names as people write them; messages say what to write. */
class Environment {
  @Matches(/^[0-9A-Za-z.:-]+$/, { message: 'HOST must be an address to listen on, such as 127.0.0.1 or 0.0.0.0' })
  HOST!: string;

  @IsInt({ message: 'PORT must be a whole number' })
  @Min(0, { message: 'PORT must be 0 (any free port) or more' })
  @Max(65535, { message: 'PORT must be 65535 or less' })
  PORT!: number;

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, {
    message: 'DATABASE_URL must look like postgres://user:password@host:5432/database',
  })
  DATABASE_URL?: string;

  @Matches(/^[0-9A-Za-z_-]{1,64}$/, { message: 'TIDINGS_TENANT must be 1 to 64 letters, digits, - or _' })
  TIDINGS_TENANT!: string;

  @Matches(/^\d{1,5}[smh]$/, { message: 'TIDINGS_POLL_EVERY must be a length of time such as 30s, 5m or 1h' })
  TIDINGS_POLL_EVERY!: string;

  @Matches(/^\d{1,5}[smh]$/, { message: 'TIDINGS_CONDUCT_EVERY must be a length of time such as 1s' })
  TIDINGS_CONDUCT_EVERY!: string;

  @Matches(/^[1-9]\d{0,3}[hd]$/, { message: 'TIDINGS_UPLOADS_EXPIRE must be a length of time such as 12h or 7d' })
  TIDINGS_UPLOADS_EXPIRE!: string;

  @IsIn(['error', 'warn', 'info', 'debug'], { message: 'LOG_LEVEL must be error, warn, info or debug' })
  LOG_LEVEL!: LogLevel;

  @IsOptional()
  @IsUrl(
    { require_tld: false, require_protocol: true },
    { message: 'S3_ENDPOINT must look like https://s3.example.org' },
  )
  S3_ENDPOINT?: string;

  @IsOptional()
  @IsUrl(
    { require_tld: false, require_protocol: true },
    { message: 'OIDC_ISSUER must be the address of your OpenID provider' },
  )
  OIDC_ISSUER?: string;
}

/** Errors: 'bad-settings' { problems } with one sentence for each setting that cannot be used. */
export function readSettings(env: EnvironmentVariables): Settings {
  const { of: text, problems: fileProblems } = settingTexts(env);
  const environment = new Environment();
  environment.HOST = text('HOST') ?? '127.0.0.1';
  environment.PORT = Number(text('PORT') ?? 8080);
  environment.TIDINGS_TENANT = text('TIDINGS_TENANT') ?? 'DEFAULT';
  environment.TIDINGS_POLL_EVERY = text('TIDINGS_POLL_EVERY') ?? '5m';
  environment.TIDINGS_CONDUCT_EVERY = text('TIDINGS_CONDUCT_EVERY') ?? '1s';
  environment.TIDINGS_UPLOADS_EXPIRE = text('TIDINGS_UPLOADS_EXPIRE') ?? '7d';
  environment.LOG_LEVEL = (text('LOG_LEVEL') ?? 'info') as LogLevel;
  for (const name of ['DATABASE_URL', 'S3_ENDPOINT', 'OIDC_ISSUER'] as const) {
    const value = text(name);
    if (value !== undefined) environment[name] = value;
  }
  const problems = [
    ...fileProblems,
    ...validateSync(environment, { stopAtFirstError: true }).flatMap(({ constraints }) =>
      Object.values(constraints ?? {}),
    ),
    ...together(text, 'S3_ENDPOINT', ['S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_BUCKET'], fileProblems),
    // Half a setting would leave the embedded default on, and nobody would know.
    ...orphans(text, 'S3_ENDPOINT', ['S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_REGION', 'S3_PATH_STYLE']),
    ...orphans(text, 'S3_ENDPOINT', ['S3_OBJECT_LOCK', 'S3_LOCK_DAYS']),
    ...artifactProblems(text),
    ...orphans(text, 'OIDC_ISSUER', ['OIDC_AUDIENCE', 'OIDC_ROLES', 'OIDC_ROLES_CLAIM']),
    ...orphans(text, 'DATABASE_URL', ['DATABASE_PASSWORD']),
    ...roleProblems(text('OIDC_ROLES')),
  ];
  if (problems.length > 0) throw new DomainError('bad-settings', { problems });
  return settingsFrom(environment, text);
}

function settingsFrom(environment: Environment, text: SettingTexts['of']): Settings {
  const [s3, links] = [s3SettingsIn(text), linksIn(text)];
  return {
    host: environment.HOST,
    port: environment.PORT,
    dataDirectory: resolve(text('TIDINGS_DATA') ?? '.tidings'),
    ...(environment.DATABASE_URL !== undefined && {
      databaseUrl: databaseUrlFrom(environment.DATABASE_URL, text('DATABASE_PASSWORD')),
    }),
    ...(s3 && { artifactStore: { s3 } }),
    ...(links && { links }),
    ...(environment.OIDC_ISSUER !== undefined && {
      identity: {
        issuer: environment.OIDC_ISSUER,
        audience: text('OIDC_AUDIENCE') ?? 'tidings',
        roles: rolesFrom(text),
      },
    }),
    tenant: environment.TIDINGS_TENANT,
    pollEvery: atMostADay(parseDuration(environment.TIDINGS_POLL_EVERY)),
    conductEvery: parseDuration(environment.TIDINGS_CONDUCT_EVERY),
    uploadsExpireAfter: parseDuration(environment.TIDINGS_UPLOADS_EXPIRE),
    packageRules: parseFindingRules(text('PACKAGE_RULES') ?? ''),
    trustedProxies: (text('TRUSTED_PROXIES') ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    logLevel: environment.LOG_LEVEL,
  };
}

/** DDI's sleep is HH:MM:SS. */
const atMostADay = (length: Duration): Duration => Math.min(length, 86_399_000) as Duration;

function together(
  text: SettingTexts['of'],
  first: SettingName,
  others: readonly SettingName[],
  said: readonly string[],
): readonly string[] {
  if (text(first) === undefined) return [];
  return others
    .filter((name) => text(name) === undefined && !said.some((problem) => problem.startsWith(`${name}_FILE`)))
    .map((name) => `${name} must be set because ${first} is`);
}

const orphans = (text: SettingTexts['of'], first: SettingName, others: readonly SettingName[]): readonly string[] =>
  text(first) !== undefined
    ? []
    : others
        .filter((name) => text(name) !== undefined)
        .map((name) => `${name} is set and ${first} is not: set both or neither`);

/** OIDC_ROLES maps the provider's words to ours: 'ota-admins=administrator,ota-rm=release-manager'. */
function roleProblems(mapping: string | undefined): readonly string[] {
  return rolePairs(mapping)
    .filter(([word, role]) => !word || !ROLES.includes(role as Role))
    .map(
      ([word, role]) => `OIDC_ROLES maps "${word ?? ''}" to "${role ?? ''}", which must be one of ${ROLES.join(', ')}`,
    );
}

const rolePairs = (mapping: string | undefined): readonly (readonly [string | undefined, string | undefined])[] =>
  (mapping ?? '')
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.split('=').map((part) => part.trim()) as [string | undefined, string | undefined]);

function rolesFrom(text: SettingTexts['of']) {
  const pairs = rolePairs(text('OIDC_ROLES'));
  const claim = text('OIDC_ROLES_CLAIM') ?? 'roles';
  return pairs.length === 0 ? { claim } : { claim, map: Object.fromEntries(pairs) as Record<string, Role> };
}
