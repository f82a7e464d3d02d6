import type { MigrationInterface, QueryRunner } from 'typeorm';

// Ids are chance: compressing them takes time and saves nothing.
const UP = `
  ALTER TABLE "dry_run_part" ADD COLUMN "kind" bigint NOT NULL DEFAULT 0, ADD COLUMN "part" smallint NOT NULL DEFAULT 0;
  ALTER TABLE "dry_run_part" ALTER COLUMN "vehicle_ids" SET STORAGE EXTERNAL`;

/** The places of a dry run are kept by kinds of vehicles that are alike, in parts that can be compared one by one. */
export class DryRunsKnowKinds1763792000000 implements MigrationInterface {
  readonly name = 'DryRunsKnowKinds1763792000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "dry_run_part" DROP COLUMN "part", DROP COLUMN "kind"');
  }
}
