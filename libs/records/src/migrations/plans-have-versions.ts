import type { MigrationInterface, QueryRunner } from 'typeorm';

// Rollouts that are approved already have plans by share only: their thresholds follow, exact because numeric is.
const UP = `
  CREATE TABLE "plan_version" (
    "rollout_id" text NOT NULL,
    "number" integer NOT NULL,
    "plan" jsonb NOT NULL,
    "changes" jsonb NOT NULL,
    "why" text NOT NULL,
    "state" text NOT NULL,
    "author" text NOT NULL,
    "proposed_at" timestamptz NOT NULL,
    "decided_by" text,
    "decided_at" timestamptz,
    CONSTRAINT "plan_version_pk" PRIMARY KEY ("rollout_id", "number")
  );
  CREATE UNIQUE INDEX "plan_version_one_proposed" ON "plan_version" ("rollout_id") WHERE "state" = 'proposed';
  INSERT INTO "plan_version" ("rollout_id", "number", "plan", "changes", "why", "state", "author", "proposed_at", "decided_by", "decided_at")
  SELECT "id", 1, "plan", '[]', '', CASE WHEN "approved_by" IS NULL THEN 'proposed' ELSE 'in-force' END, "author", "created_at",
         "approved_by", CASE WHEN "approved_by" IS NULL THEN NULL ELSE "state_at" END
    FROM "rollout";
  ALTER TABLE "rollout" ADD "stage_thresholds" bigint array NOT NULL DEFAULT '{}';
  ALTER TABLE "rollout" ADD "ramp" jsonb;
  ALTER TABLE "rollout" ADD "done_at" timestamptz;
  ALTER TABLE "rollout" ADD "plan_version" integer NOT NULL DEFAULT '1';
  ALTER TABLE "rollout" ADD "plan_version_since" timestamptz;
  ALTER TABLE "rollout" ADD "evidence_from" integer NOT NULL DEFAULT '1';
  ALTER TABLE "rollout" ADD "waits_for" jsonb NOT NULL DEFAULT '[]';
  ALTER TABLE "rollout" ADD "asked_at" timestamptz;
  UPDATE "rollout" SET "stage_thresholds" = ARRAY(
    SELECT floor((stage->>'share')::numeric * 4503599627370496 / 10000)::bigint
      FROM jsonb_array_elements("plan"->'stages') WITH ORDINALITY AS stages (stage, place) ORDER BY place)
   WHERE "approved_by" IS NOT NULL;
  ALTER TABLE "attempt" ADD "plan_version" integer NOT NULL DEFAULT '1';
`;

const DOWN = `
  ALTER TABLE "attempt" DROP COLUMN "plan_version";
  ALTER TABLE "rollout" DROP COLUMN "asked_at", DROP COLUMN "waits_for", DROP COLUMN "evidence_from", DROP COLUMN "plan_version_since", DROP COLUMN "plan_version",
    DROP COLUMN "done_at", DROP COLUMN "ramp", DROP COLUMN "stage_thresholds";
  DROP TABLE "plan_version";
`;

/** Plans change by versions; stages keep the thresholds they were prepared with. */
export class PlansHaveVersions1763786000000 implements MigrationInterface {
  readonly name = 'PlansHaveVersions1763786000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
