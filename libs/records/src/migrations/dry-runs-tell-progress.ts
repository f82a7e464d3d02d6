import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever waits for a dry run sees how far it is. */
export class DryRunsTellProgress1763790000000 implements MigrationInterface {
  readonly name = 'DryRunsTellProgress1763790000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "dry_run" ADD COLUMN "rehearsed_share" integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "dry_run" DROP COLUMN "rehearsed_share"');
  }
}
