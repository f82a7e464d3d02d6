import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A release knows why it was withdrawn, and which RXSWIN it starts from and leads to; a recall keeps every vehicle it is about. */
export class ReleasesAreTakenBack1763785000000 implements MigrationInterface {
  readonly name = 'ReleasesAreTakenBack1763785000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "release" ADD COLUMN "withdrawn_at" timestamptz, ADD COLUMN "withdrawn_by" text,
                            ADD COLUMN "withdrawn_why" text, ADD COLUMN "rxswin" jsonb;
      CREATE TABLE "recall" (
        "id" text NOT NULL,
        "release_id" text NOT NULL,
        "fix_release_id" text NOT NULL,
        "rollout_id" text NOT NULL,
        "why" text NOT NULL,
        "called_by" text NOT NULL,
        "called_at" timestamptz NOT NULL,
        CONSTRAINT "recall_pk" PRIMARY KEY ("id")
      );
      CREATE UNIQUE INDEX "recall_by_release" ON "recall" ("release_id", "fix_release_id");
      CREATE TABLE "recall_vehicle" (
        "recall_id" text NOT NULL,
        "vehicle_id" text NOT NULL,
        "affected_since" timestamptz NOT NULL,
        CONSTRAINT "recall_vehicle_pk" PRIMARY KEY ("recall_id", "vehicle_id")
      );
      CREATE INDEX "attempt_installed_by_release" ON "attempt" ("release_id", "vehicle_id") WHERE "state" = 'installed';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX "attempt_installed_by_release";
      DROP TABLE "recall_vehicle";
      DROP TABLE "recall";
      ALTER TABLE "release" DROP COLUMN "withdrawn_at", DROP COLUMN "withdrawn_by", DROP COLUMN "withdrawn_why", DROP COLUMN "rxswin";
    `);
  }
}
