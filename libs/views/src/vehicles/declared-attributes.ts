import type { ReadPool } from '@tidings/postgres';
import type { AttributeType, AttributeTypes } from '@tidings/rollout-engine';

export interface DeclaredAttribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly description: string;
  readonly declaredBy: string;
  readonly declaredAt: Date;
}

/** By name. */
export function declaredAttributes(pool: ReadPool): Promise<readonly DeclaredAttribute[]> {
  return pool.rows<DeclaredAttribute>({
    name: 'declared-attributes',
    text: `SELECT name, type, description, declared_by AS "declaredBy", declared_at AS "declaredAt"
             FROM attribute_declaration ORDER BY name`,
  });
}

/** For reading a filter that a person writes. */
export async function attributeTypes(pool: ReadPool): Promise<AttributeTypes> {
  return new Map((await declaredAttributes(pool)).map(({ name, type }) => [name, type]));
}
