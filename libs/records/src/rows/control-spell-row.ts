import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Six hours of a rollout, one kind of trouble, one stratum: who was well at the beginning, below and above the threshold, and who was not at the end. */
@Entity('control_spell')
export class ControlSpellRow {
  @PrimaryColumn('text', { name: 'rollout_id', primaryKeyConstraintName: 'control_spell_pk' }) rolloutId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'control_spell_pk' }) guardrail!: 'silent' | 'health';
  @PrimaryColumn('timestamptz', { name: 'ends_at', primaryKeyConstraintName: 'control_spell_pk' }) endsAt!: Date;
  /** Market, model and hardware. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'control_spell_pk' }) stratum!: string;
  @Column('int', { name: 'well_below' }) wellBelow!: number;
  @Column('int', { name: 'well_above' }) wellAbove!: number;
  @Column('int', { name: 'bad_below' }) badBelow!: number;
  @Column('int', { name: 'bad_above' }) badAbove!: number;
}
