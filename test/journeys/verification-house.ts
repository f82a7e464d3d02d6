import { SealJournal, type VerificationLine, type VerificationScope, VerifyEvidence } from '@tidings/operations';
import { sealedKind, SEALED_KINDS, type SealedKindName } from '@tidings/update-trust';
import { demoNote } from './command-line-house.js';
import { type Desk, openDesk, type PersonName } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

/** A column as PostgreSQL knows it. */
interface Column {
  readonly name: string;
  readonly type: string;
}

/** A release desk on which everything that is sealed has happened once. */
export class VerificationHouse {
  private constructor(
    readonly desk: Desk,
    readonly releaseId: string,
    readonly packageIds: readonly string[],
  ) {}

  static async open(): Promise<VerificationHouse> {
    const desk = await openDesk();
    const done = async (as: PersonName, path: string, body?: object): Promise<Record<string, unknown>> => {
      const answer = await desk.post(as, path, body);
      if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    };
    const [publisher, older] = [aPublisher(), aPublisher()];
    const terms = { owner: 'Build team', hardwareIds: ['cccu-2', 'cccu-maps'], notAfter: '2099-01-01T00:00:00.000Z' };
    await done('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk, ...terms });
    const { id, keys } = await done('rita', '/api/publishers', { name: 'Older', jwk: older.publicJwk });
    const [{ kid }] = keys as [{ kid: string }];
    await done('rita', `/api/publishers/${id as string}/revoke-key`, { kid, why: 'it is old' });
    const packageIds = [
      await pushPackage(desk, 'rita', publisher),
      await pushPackage(desk, 'rita', publisher, {
        name: 'vega-maps',
        fileName: 'maps.swu',
        hardwareIds: ['cccu-maps'],
      }),
    ];
    const draft = { name: 'Asterion', version: '4.2', packageIds, rxswin: { after: 'R-42' } };
    const releaseId = (await done('rita', '/api/releases', draft))['id'] as string;
    await done('paul', `/api/releases/${releaseId}/approve`);
    await done('rita', `/api/releases/${releaseId}/publish`, {});
    for (const edition of ['', '\nOnce more, in better words.\n']) {
      const source = `${await demoNote('en-GB')}${edition}`;
      const note = await done('anna', '/api/notes', { releaseId, source });
      await done('paul', `/api/notes/${note['id'] as string}/approve`);
    }
    await done('rita', '/api/vehicles', { vehicles: [aVehicleRequest({ controllerId: 'car-1' })] });
    const plan = { stages: [{ share: '50%' }, { share: '100%' }] };
    const rollout = (await done('rita', '/api/rollouts', { name: 'first', releaseId, cohort: {}, plan }))[
      'id'
    ] as string;
    await done('rita', `/api/rollouts/${rollout}/plan-versions`, {
      plan: { ...plan, failureLimit: '1%' },
      why: 'careful',
    });
    await done('paul', `/api/rollouts/${rollout}/approve`);
    await done('rita', `/api/rollouts/${rollout}/start`);
    await done('rita', `/api/rollouts/${rollout}/pause`, { why: 'to look' });
    const { records, clock } = desk.foundation;
    await new SealJournal(records, clock).run();
    return new VerificationHouse(desk, releaseId, packageIds);
  }

  sql<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.desk.foundation.dataSource.query(text, [...values]);
  }

  async lines(scope: VerificationScope): Promise<readonly VerificationLine[]> {
    const { pool, store } = this.desk.foundation;
    const lines: VerificationLine[] = [];
    for await (const line of await new VerifyEvidence(pool, store).run(scope)) lines.push(line);
    return lines;
  }

  /** What a verification finds, as one text each: 'row-changed release rel_1 (...) version'. */
  async faults(scope: VerificationScope = { kind: 'store' }): Promise<readonly string[]> {
    const lines = await this.lines(scope);
    if (lines.at(-1)?.kind !== 'end') throw new Error(`it did not end: ${JSON.stringify(lines.at(-1))}`);
    return lines.flatMap((line) =>
      line.kind === 'fault' ? [[line.fault, line.what, ...(line.columns ?? [line.why ?? ''])].join(' ').trim()] : [],
    );
  }

  /** Columns that the journal follows, but those that name the row. */
  async sealedColumns(kind: SealedKindName): Promise<readonly Column[]> {
    const { table, key, leavesOut = {} } = sealedKind(kind);
    const columns = await this.sql<Column>(
      `SELECT column_name AS name, udt_name AS type FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`,
      [table],
    );
    const unknown = Object.keys(leavesOut).filter((left) => !columns.some(({ name }) => name === left));
    if (unknown.length > 0) throw new Error(`${table} has no ${unknown.join()} to leave out`);
    return columns.filter(({ name }) => !key.includes(name) && !(name in leavesOut));
  }

  /** Runs `work` while these columns of every row of a kind have another value than they had. */
  async whileFlipped<T>(kind: SealedKindName, columns: readonly Column[], work: () => Promise<T>): Promise<T> {
    const { table } = SEALED_KINDS[kind];
    await this.sql(`DROP TABLE IF EXISTS kept; CREATE TABLE kept AS TABLE "${table}"`);
    try {
      await this.sql(`UPDATE "${table}" SET ${columns.map(flipped).join(', ')}`);
      return await work();
    } finally {
      await this.sql(`DELETE FROM "${table}"; INSERT INTO "${table}" SELECT * FROM kept; DROP TABLE kept`);
    }
  }
}

/** The smallest change of each type; an empty column is filled. */
function flipped({ name, type }: Column): string {
  const column = `"${name}"`;
  const to: Readonly<Record<string, string>> = {
    text: `coalesce(${column}, '') || 'x'`,
    _text: `array_append(${column}, 'x')`,
    _int4: `array_append(${column}, 1)`,
    _int8: `array_append(${column}, 1)`,
    int4: `coalesce(${column}, 0) + 1000`,
    int8: `coalesce(${column}, 0) + 1000`,
    bool: `NOT coalesce(${column}, false)`,
    jsonb: `jsonb_build_array(${column})`,
    timestamptz: `coalesce(${column}, now()) + interval '1 microsecond'`,
  };
  const expression = to[type];
  if (expression === undefined) throw new Error(`say how a ${type} is changed (${name})`);
  return `${column} = ${expression}`;
}
