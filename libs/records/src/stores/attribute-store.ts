import type { AttributeType, AttributeTypes } from '@tidings/rollout-engine';
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
}
