import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { isSetting, readSettings, SETTING_NAMES } from '@tidings/foundation';
import { rolesInClaims } from '@tidings/http-edge';
import { ROLES } from '@tidings/vocabulary';
import { Ajv } from 'ajv';
import { PROJECT } from '../processes/built.js';
import { composeFile, composeVariables, type ComposeService, DEPLOY } from './compose-file.js';

// The compose specification's own schema (github.com/compose-spec/compose-spec, 23 June 2026, Apache-2.0).
const SCHEMA = JSON.parse(readFileSync(join(import.meta.dirname, 'compose-spec.json'), 'utf8')) as object;
// "duration" and its kind are formats of compose, not of JSON Schema.
const fits = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(
  // Its name for draft 7 is not the one that ajv has built in.
  { ...SCHEMA, $schema: 'http://json-schema.org/draft-07/schema#' },
);

const compose = composeFile();
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);
/** npm start and the command line run on people's machines. */
const NOT_DEPLOYED = ['all-in-one', 'tidings-cli'];

interface Realm {
  readonly roles: { readonly realm: readonly { readonly name: string }[] };
  readonly users: readonly { readonly realmRoles: readonly string[]; readonly credentials?: unknown }[];
  readonly clients: readonly {
    readonly protocolMappers: readonly { readonly config: Readonly<Record<string, string>> }[];
  }[];
}
const realm = JSON.parse(readFileSync(join(DEPLOY, 'compose/realm.json'), 'utf8')) as Realm;
const mapper = (key: string) =>
  realm.clients[0]!.protocolMappers.map(({ config }) => config[key]).find((value) => value !== undefined);

describe('the compose file', () => {
  const secrets = mkdtempSync(join(tmpdir(), 'tidings-compose-'));
  afterAll(() => rmSync(secrets, { recursive: true }));

  it('is one, by the schema of the specification', () => {
    fits(compose);
    expect(fits.errors).toBeNull();
  });

  it('would not be one with a key that compose does not know', () => {
    expect(fits({ ...compose, services: { store: { imagine: 'minio' } } })).toBe(false);
  });

  it('runs every app that is deployed', () => {
    const apps = readdirSync(join(PROJECT, 'apps')).filter((app) => !NOT_DEPLOYED.includes(app));
    expect(ours.map(([name]) => name).sort()).toEqual(apps.sort());
    for (const [name, { command }] of ours) expect(command).toEqual([`dist/apps/${name}/src/main.js`]);
  });

  it.each(services)('pins the image of %s to a version', (_, { image }) => {
    expect(image).toMatch(/:[^:@/]*\d[^:@/]*(@sha256:[0-9a-f]{64})?$/);
  });

  it.each(ours)('tells %s only what settings know, and settings that it can start with', (_, { environment = {} }) => {
    expect(Object.keys(environment).filter((name) => !isSetting(name))).toEqual([]);
    const seen = Object.entries(environment).map(([name, value]) => [name, insideOf(value)] as const);
    const settings = readSettings(Object.fromEntries(seen));
    expect(settings.databaseUrl).toContain('tidings:secret-of-database-password@postgres:5432');
    expect(settings.artifactStore).toMatchObject({ s3: { secretKey: 'secret-of-store-secret-key' } });
  });

  it.each(services)('gives %s no secret but as a file that it names, and limits its memory', (_, service) => {
    for (const [name, value] of Object.entries(service.environment ?? {}))
      if (/PASSWORD|SECRET|ACCESS_KEY/.test(name))
        expect([name, value]).toEqual([expect.stringMatching(/_FILE$/), value]);
    expect(filesOf(service).filter((file) => !(service.secrets ?? []).includes(file))).toEqual([]);
    expect(service.deploy?.resources?.limits?.memory).toMatch(/^\d+[mg]$/);
  });

  it('keeps every secret in a folder that git does not', () => {
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
    expect(readFileSync(join(PROJECT, '.gitignore'), 'utf8')).toContain('deploy/secrets\n');
  });

  it.each(services)('waits with %s for what it needs, and knows when it is there', (_, service) => {
    const isOneShot = service.restart === 'no';
    const isBuilt = service.build !== undefined; // the image brings its HEALTHCHECK
    expect(isOneShot || isBuilt || (service.healthcheck?.test?.length ?? 0) > 0).toBe(true);
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {}))
      expect([needed, condition]).toEqual([
        needed,
        compose.services[needed]!.restart === 'no' ? 'service_completed_successfully' : 'service_healthy',
      ]);
  });

  it('mounts only files and volumes that are there, and opens doors where it is told to', () => {
    for (const [, { volumes = [], ports = [] }] of services) {
      for (const volume of volumes) {
        const [from] = volume.split(':');
        if (from!.startsWith('.')) expect(statSync(join(DEPLOY, from!)).isFile()).toBe(true);
        else expect(Object.keys(compose.volumes)).toContain(from);
      }
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    }
  });

  it('is told by example.env all that it can be told, and nothing else', () => {
    const lines = readFileSync(join(DEPLOY, 'example.env'), 'utf8').matchAll(/^([A-Z0-9_]+)=(.*)$/gm);
    const example = Object.fromEntries([...lines].map(([, name, value]) => [name!, value!]));
    expect(Object.keys(example).sort()).toEqual(composeVariables());
    expect(composeFile(example)).toEqual(compose);
  });

  it('has every setting told of in docs/production.md', () => {
    const page = readFileSync(join(PROJECT, 'docs/production.md'), 'utf8');
    expect(Object.keys(SETTING_NAMES).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('lets its OpenID provider give our roles, in the claim and for the audience that the release desk looks at', () => {
    const { OIDC_AUDIENCE, OIDC_ROLES_CLAIM } = compose.services['release-desk']!.environment!;
    expect([mapper('included.custom.audience'), mapper('claim.name')]).toEqual([OIDC_AUDIENCE, OIDC_ROLES_CLAIM]);
    expect(realm.roles.realm.map(({ name }) => name)).toEqual([...ROLES]);
    for (const { realmRoles, credentials } of realm.users) {
      expect(rolesInClaims({ roles: [...realmRoles, 'offline_access'] }, { claim: OIDC_ROLES_CLAIM! })).toEqual(
        realmRoles,
      );
      expect(credentials).toBeUndefined();
    }
  });

  /** Where a container finds its secrets, a test has files with their names in them. */
  function insideOf(value: string): string {
    const name = /^\/run\/secrets\/(.+)$/.exec(value)?.[1];
    if (name === undefined) return value;
    const file = join(secrets, name);
    if (!existsSync(file)) writeFileSync(file, `secret-of-${name}`);
    return file;
  }
});

/** The secrets that a service reads, in its environment and in its command. */
function filesOf({ environment = {}, command = [] }: ComposeService): readonly string[] {
  return [...Object.values(environment), ...command].flatMap((text) =>
    [...text.matchAll(/\/run\/secrets\/([a-z-]+)/g)].map(([, name]) => name!),
  );
}
