import type { AttributeType } from '@tidings/rollout-engine';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The type by which an attribute of vehicles is compared; it never changes, so that an accepted filter means the same for ever. */
@Entity('attribute_declaration')
export class AttributeDeclarationRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'attribute_declaration_pk' }) name!: string;
  @Column('text') type!: AttributeType;
  @Column('text') description!: string;
  @Column('text', { name: 'declared_by' }) declaredBy!: string;
  @Column('timestamptz', { name: 'declared_at' }) declaredAt!: Date;
}
