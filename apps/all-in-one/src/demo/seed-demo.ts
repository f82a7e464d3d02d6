import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import {
  AddPublisher,
  ApproveNote,
  ApproveRelease,
  PublishRelease,
  ApproveRollout,
  BeginUpload,
  CreateRelease,
  CreateRollout,
  FinishUpload,
  ReceiveBytes,
  RegisterVehicles,
  StartRollout,
  SubmitNote,
} from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import type { Cohort, Plan } from '@tidings/rollout-engine';
import { signDeclaration } from '@tidings/update-trust';
import { type Actor, DomainError, type PackageId, type ReleaseId, type RolloutId, sha256Of } from '@tidings/vocabulary';
import { everyRollout } from '@tidings/views';
import { exportJWK, generateKeyPair } from 'jose';
import type { DemoVehicle } from './demo-fleet.js';
import { DEMO_PEOPLE, type DemoName } from './demo-people.js';
import { DEMO_PLAN, DEMO_RECALL_PLAN } from './demo-plans.js';

const NOTES = demoNotes();
const LANGUAGES = ['en-GB', 'fr-FR', 'sv-SE', 'de-DE'];
const AT_ONCE = 1_000;

interface DemoRelease {
  readonly version: string;
  readonly packageName: string;
  readonly hardwareIds: readonly string[];
  readonly minimumVersion: string;
  readonly cohort: Cohort;
  readonly plan: Plan;
  readonly isStarted: boolean;
}

const RELEASES: readonly DemoRelease[] = [
  {
    version: '4.2',
    packageName: 'asterion-infotainment',
    hardwareIds: ['ICM-V1', 'ICM-V2', 'ICM-L1', 'ICM-L2'],
    minimumVersion: '4.0',
    cohort: { models: ['Vega', 'Lyra'] },
    plan: DEMO_PLAN,
    isStarted: true,
  },
  {
    version: '4.2.1',
    packageName: 'asterion-camera',
    hardwareIds: ['ICM-L2'],
    minimumVersion: '4.0',
    cohort: { models: ['Lyra'] },
    plan: DEMO_RECALL_PLAN,
    isStarted: false,
  },
];

/**
 * Fills an installation with the demo, through the same operations as everybody. Every step may run twice: a start that was
 * interrupted is finished by the next one.
 */
export async function seedDemo(
  app: INestApplicationContext,
  fleet: readonly DemoVehicle[],
  keyFile: string,
  say: (line: string) => void,
): Promise<void> {
  say(`fleet: ${fleet.length.toLocaleString('en-GB')} cars of the make Asterion`);
  for (let n = 0; n < fleet.length; n += AT_ONCE) {
    const lines = fleet.slice(n, n + AT_ONCE).map(({ token, ...vehicle }) => ({
      ...vehicle,
      standing: 'active' as const,
      tokenDigest: sha256Of(token),
    }));
    await app.get(RegisterVehicles).run(as('astrid'), lines);
  }
  const privateJwk = await publisherKey(keyFile);
  const publicJwk = { ...privateJwk };
  delete publicJwk['d'];
  await app.get(AddPublisher).run(as('astrid'), 'Asterion Software', publicJwk);
  for (const release of RELEASES) {
    say(`release: Asterion ${release.version}, its notes in ${LANGUAGES.length} languages, its rollout`);
    const packageId = await pushPackage(app, release, privateJwk);
    const releaseId = await makeRelease(app, release, packageId);
    await publishNotes(app, release.version, releaseId);
    await makeRollout(app, release, releaseId);
  }
}

/** Content is not compiled: from here or from dist, the sources' own folder. */
function demoNotes(): string {
  for (let at = new URL('.', import.meta.url); ; at = new URL('..', at)) {
    const notes = fileURLToPath(new URL('apps/all-in-one/demo/notes', at));
    if (existsSync(notes)) return notes;
    if (at.pathname === '/') throw new DomainError('not-found', { what: 'folder', id: 'apps/all-in-one/demo/notes' });
  }
}

const as = (name: DemoName): Actor => {
  const person = DEMO_PEOPLE.find(({ sub }) => sub === name)!;
  return { person: person.sub, name: person.name, roles: person.roles, by: 'person' };
};

/** The demo publisher's private key; kept, so that one can push packages of one's own with it. */
async function publisherKey(keyFile: string): Promise<Record<string, unknown>> {
  if (!existsSync(keyFile)) {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    writeFileSync(keyFile, JSON.stringify(await exportJWK(privateKey), undefined, 2), { mode: 0o600, flag: 'wx' });
  }
  return JSON.parse(readFileSync(keyFile, 'utf8')) as Record<string, unknown>;
}

async function pushPackage(
  app: INestApplicationContext,
  { version, packageName, hardwareIds }: DemoRelease,
  privateJwk: Record<string, unknown>,
): Promise<PackageId> {
  const bytes = demoPayload(`${packageName} ${version}`);
  const declaration = {
    fileName: `${packageName}-${version}.bin`,
    size: bytes.length,
    sha256: sha256Of(bytes),
    name: packageName,
    version,
    hardwareIds,
  };
  const begun = await app.get(BeginUpload).run(as('astrid'), await signDeclaration(declaration, privateJwk));
  if (begun.kind === 'on-file') return begun.packageId;
  await app.get(ReceiveBytes).run(as('astrid'), begun.uploadId, Readable.from([bytes]));
  return app.get(FinishUpload).run(as('astrid'), begun.uploadId);
}

/** Half a mebibyte that says what it is, so that nobody takes it for software. The same bytes for the same name. */
function demoPayload(name: string): Buffer {
  const head = Buffer.from(`Demo content of ${name}. Not software.\n`);
  const blocks = Array.from({ length: 16_384 }, (_, n) => createHash('sha256').update(`${name}:${n}`).digest());
  return Buffer.concat([head, ...blocks]);
}

async function makeRelease(
  app: INestApplicationContext,
  release: DemoRelease,
  packageId: PackageId,
): Promise<ReleaseId> {
  const { version, minimumVersion } = release;
  const releaseId = await app
    .get(CreateRelease)
    .run(as('astrid'), { name: 'Asterion', version, minimumVersion, packageIds: [packageId] });
  await unlessDone(app.get(ApproveRelease).run(as('bruno'), releaseId));
  await app.get(PublishRelease).run(as('astrid'), releaseId);
  return releaseId;
}

async function publishNotes(app: INestApplicationContext, version: string, releaseId: ReleaseId): Promise<void> {
  for (const language of LANGUAGES) {
    const source = readFileSync(join(NOTES, `asterion-${version}`, `${language}.md`), 'utf8');
    const revisionId = await app.get(SubmitNote).run(as('claire'), releaseId, source);
    const approval = await unlessDone(app.get(ApproveNote).run(as('bruno'), revisionId));
    if (approval?.state === 'in-review') await unlessDone(app.get(ApproveNote).run(as('chidi'), revisionId));
  }
}

/** An earlier, interrupted start had come as far as this. */
async function unlessDone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'wrong-state') return undefined;
    throw error;
  }
}

async function makeRollout(app: INestApplicationContext, release: DemoRelease, releaseId: ReleaseId): Promise<void> {
  const name = `Asterion ${release.version}`;
  const known = (await everyRollout(app.get(ReadPool))).find(({ facts }) => facts.name === name)?.facts;
  const rolloutId: RolloutId =
    known?.rolloutId ??
    (await app.get(CreateRollout).run(as('astrid'), { name, releaseId, cohort: release.cohort, plan: release.plan }));
  const state = known?.state.kind ?? 'draft';
  if (state === 'draft') await app.get(ApproveRollout).run(as('bruno'), rolloutId);
  if (release.isStarted && (state === 'draft' || state === 'approved'))
    await app.get(StartRollout).run(as('astrid'), rolloutId);
}
