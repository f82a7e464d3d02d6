import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of two seals of a row, the later one has the higher number: it is drawn while the row is locked, so transaction numbers would not do. */
export class SealsAreNumbered1763795000000 implements MigrationInterface {
  readonly name = 'SealsAreNumbered1763795000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SEQUENCE "seal_number"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE "seal_number"');
  }
}
