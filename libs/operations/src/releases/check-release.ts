import { PackageRow, ReleaseRow, type Tx } from '@tidings/records';
import {
  type Precondition,
  preconditionFaults,
  schemeFault,
  type TypeApproval,
  typeApprovalFaults,
  type VersionScheme,
} from '@tidings/release-rules';
import { type EcuRange, readRange } from '@tidings/rollout-engine';
import { compareVersions, DomainError, type PackageId, versionKey } from '@tidings/vocabulary';
import { Not } from 'typeorm';

export interface DraftRelease {
  readonly name: string;
  /** What a vehicle runs, and reports, once it is installed. */
  readonly version: string;
  readonly packageIds: readonly PackageId[];
  /** Models whose vehicles it is for; absent: whoever has the hardware. */
  readonly models?: readonly string[];
  /** How versions of this line are written. */
  readonly versionScheme?: VersionScheme;
  /** Oldest version an update may start from; absent: any older one. */
  readonly minimumVersion?: string;
  /** The version of this line that a vehicle goes back to. */
  readonly rollbackTo?: string;
  /** Identifiers of the type-approved software before and after (UN R156). */
  readonly rxswin?: { readonly before?: string; readonly after: string };
  readonly typeApproval?: TypeApproval;
  readonly preconditions?: readonly Precondition[];
  /** Its own version again: a recall may bring vehicles back to it. */
  readonly returnsTo?: string;
  /** What a vehicle's other ECUs must run, and must not. */
  readonly requires?: readonly EcuRange[];
  readonly conflicts?: readonly EcuRange[];
}

/** What a draft says by itself. Errors: 'bad-version', 'bad-request'. */
export function checkDraft(draft: DraftRelease): void {
  const { version, minimumVersion, returnsTo, rollbackTo, versionScheme, requires = [], conflicts = [] } = draft;
  versionKey(version);
  const unreadable = [...requires, ...conflicts].find(({ versions }) => readRange(versions) === undefined);
  const faults: readonly (readonly [string, readonly string[]])[] = [
    ['version', versionScheme === undefined ? [] : textsOf(schemeFault(version, versionScheme))],
    // Said twice, so that a slip of the pen never takes a fleet back.
    [
      'returnsTo',
      returnsTo !== undefined && compareVersions(returnsTo, version) !== 0 ? [`be ${version}, or absent`] : [],
    ],
    ['versions', unreadable === undefined ? [] : [`be like ">=4.1 <5", which "${unreadable.versions}" is not`]],
    ['minimumVersion', isOlder(minimumVersion, version) ? [] : [`be older than ${version}`]],
    ['rollbackTo', isOlder(rollbackTo, version) ? [] : [`be older than ${version}`]],
    ['preconditions', preconditionFaults(draft.preconditions ?? [])],
    ['typeApproval', draft.typeApproval ? typeApprovalFaults(draft.typeApproval, draft.rxswin) : []],
  ];
  refuse(faults);
}

/** What packages and fleet say to it. Returns warnings, as sentences. Errors: 'bad-request'. */
export async function checkAgainstRecord(
  tx: Tx,
  draft: DraftRelease,
  packages: readonly PackageRow[],
): Promise<readonly string[]> {
  const ids = packages.flatMap(({ hardwareIds }) => hardwareIds);
  const twice = [...new Set(ids.filter((id, n) => ids.indexOf(id) !== n))];
  refuse([['packageIds', twice.map((id) => `hold one package for ${id}, not two`)]]);
  const line = await tx.rows.findBy(ReleaseRow, { name: draft.name, state: Not('withdrawn') });
  const newer = line.filter(({ version }) => compareVersions(version, draft.version) > 0).map(({ version }) => version);
  const hasTarget = line.some(
    ({ version }) => draft.rollbackTo !== undefined && compareVersions(version, draft.rollbackTo) === 0,
  );
  return [
    ...(newer.length > 0
      ? [`${draft.name} ${newer.toSorted(compareVersions).at(-1)} is newer than ${draft.version}`]
      : []),
    ...(draft.rollbackTo !== undefined && !hasTarget
      ? [`no release ${draft.name} ${draft.rollbackTo} is on file: nothing here brings vehicles back to it`]
      : []),
    ...(await checkModels(tx, draft.models ?? [], packages)),
  ];
}

const FITS = `SELECT EXISTS (SELECT FROM vehicle WHERE model = $1) AS "isKnown",
  EXISTS (SELECT FROM vehicle v WHERE v.model = $1 AND (v.hardware_id = ANY($2)
    OR EXISTS (SELECT FROM ecu e WHERE e.vehicle_id = v.id AND e.hardware_id = ANY($2)))) AS "isThere"`;

/** Each package is for a computer that vehicles of each model have. */
async function checkModels(
  tx: Tx,
  models: readonly string[],
  packages: readonly PackageRow[],
): Promise<readonly string[]> {
  const [strangers, warnings]: [string[], string[]] = [[], []];
  for (const model of models)
    for (const { name, hardwareIds } of packages) {
      const [found] = await tx.rows.query<{ isKnown: boolean; isThere: boolean }[]>(FITS, [model, hardwareIds]);
      if (found?.isKnown !== true)
        warnings.push(`no vehicle of the model ${model} is registered: its hardware was not compared`);
      else if (!found.isThere)
        strangers.push(`be for the model ${model}: none of its vehicles has hardware of ${name}`);
    }
  refuse([['packageIds', strangers]]);
  return [...new Set(warnings)];
}

const isOlder = (older: string | undefined, version: string): boolean =>
  older === undefined || compareVersions(older, version) < 0;

const textsOf = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);

function refuse(faults: readonly (readonly [string, readonly string[]])[]): void {
  const fields = faults
    .filter(([, must]) => must.length > 0)
    .map(([field, must]) => ({ field, must: must.map((each) => `must ${each}`) }));
  if (fields.length > 0) throw new DomainError('bad-request', { fields });
}
