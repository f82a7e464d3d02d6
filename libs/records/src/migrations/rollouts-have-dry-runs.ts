import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
  CREATE TABLE "dry_run" (
    "id" text NOT NULL,
    "rollout_id" text NOT NULL,
    "asked_by" text NOT NULL,
    "facts_at" timestamptz NOT NULL,
    "counts" jsonb,
    "alike" jsonb NOT NULL DEFAULT '[]',
    "forecast" jsonb,
    "differences" jsonb,
    CONSTRAINT "dry_run_pk" PRIMARY KEY ("id")
  );
  CREATE INDEX "dry_run_by_rollout" ON "dry_run" ("rollout_id", "facts_at");
  CREATE TABLE "dry_run_part" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "dry_run_id" text NOT NULL,
    "moment" text NOT NULL,
    "stage" integer NOT NULL,
    "vehicles" integer NOT NULL,
    "vehicle_ids" text[] NOT NULL,
    CONSTRAINT "dry_run_part_pk" PRIMARY KEY ("id")
  );
  CREATE INDEX "dry_run_part_by_stage" ON "dry_run_part" ("dry_run_id", "moment", "stage", "id")`;

/** What a rollout would do is looked at before it starts. */
export class RolloutsHaveDryRuns1763787500000 implements MigrationInterface {
  readonly name = 'RolloutsHaveDryRuns1763787500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "dry_run_part"; DROP TABLE "dry_run"');
  }
}
