import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A package keeps what its file said of itself. */
export class PackagesAreInspected1763797000000 implements MigrationInterface {
  readonly name = 'PackagesAreInspected1763797000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "package" ADD COLUMN "inspection" jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "package" DROP COLUMN "inspection"`);
  }
}
