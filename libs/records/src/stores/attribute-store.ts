import { type AttributeType, type AttributeTypes, typedAttributes } from '@tidings/rollout-engine';
import type { Instant } from '@tidings/vocabulary';
import type { EntityManager } from 'typeorm';

/** The declared attributes. */
export class AttributeStore {
  constructor(private readonly rows: EntityManager) {}

  /**
   * Their types, for whoever writes typed values in this transaction. The lock keeps a declaration waiting until we have committed,
   * so that it finds what we wrote; writers do not wait for one another.
   */
  async types(): Promise<AttributeTypes> {
    await this.rows.query('LOCK TABLE attribute_declaration IN ROW SHARE MODE');
    const rows = await this.rows.query<readonly { readonly name: string; readonly type: AttributeType }[]>(
      'SELECT name, type FROM attribute_declaration ORDER BY name',
    );
    return new Map(rows.map(({ name, type }) => [name, type]));
  }

  /** Waits for everybody who writes typed values, and keeps them waiting until this transaction ends. */
  async lock(): Promise<void> {
    await this.rows.query('LOCK TABLE attribute_declaration IN EXCLUSIVE MODE');
  }

  /**
   * Gives the typed values anew to vehicles behind this id that have the attribute. Answers the last id of the page, undefined when
   * there are no more.
   */
  async retype(name: string, afterId: string, most: number): Promise<string | undefined> {
    const types = await this.types();
    const rows = await this.rows.query<readonly UntypedRow[]>(
      `SELECT id, reported, reported_times AS "reportedTimes", owned, owned_times AS "ownedTimes" FROM vehicle
        WHERE id > $1 AND (reported ? $2 OR owned ? $2) ORDER BY id LIMIT $3 FOR UPDATE`,
      [afterId, name, most],
    );
    const typed = rows.map(({ id, reported, reportedTimes, owned, ownedTimes }) => ({
      id,
      attributes: typedAttributes(
        types,
        { texts: reported, times: reportedTimes },
        { texts: owned, times: ownedTimes },
      ),
    }));
    await this.rows.query(
      `UPDATE vehicle v SET attributes = n.attributes
         FROM jsonb_to_recordset($1::jsonb) AS n (id text, attributes jsonb)
        WHERE v.id = n.id AND v.attributes <> n.attributes`,
      [JSON.stringify(typed)],
    );
    return rows.length < most ? undefined : rows.at(-1)!.id;
  }
}

interface UntypedRow {
  readonly id: string;
  readonly reported: Readonly<Record<string, string>>;
  readonly reportedTimes: Readonly<Record<string, Instant>>;
  readonly owned: Readonly<Record<string, string>>;
  readonly ownedTimes: Readonly<Record<string, Instant>>;
}
