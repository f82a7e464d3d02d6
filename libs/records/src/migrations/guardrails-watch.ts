import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
  CREATE TABLE "slice_hold" (
    "id" text NOT NULL,
    "rollout_id" text NOT NULL,
    "attribute" text NOT NULL,
    "value" text NOT NULL,
    "since" timestamptz NOT NULL,
    "evidence" jsonb NOT NULL,
    "release_asked_by" text,
    "release_why" text,
    "released_by" text,
    "released_at" timestamptz,
    CONSTRAINT "slice_hold_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "slice_hold_standing" ON "slice_hold" ("rollout_id", "attribute", "value") WHERE "released_at" IS NULL;
  CREATE TABLE "evidence" (
    "source" text NOT NULL,
    "vehicle_id" text NOT NULL,
    "kind" text NOT NULL,
    "at" timestamptz NOT NULL,
    "is_bad" boolean NOT NULL,
    "words" text,
    "told_by" text NOT NULL,
    "received_at" timestamptz NOT NULL,
    CONSTRAINT "evidence_pk" PRIMARY KEY ("source", "vehicle_id", "kind", "at")
  );
  CREATE INDEX "evidence_by_vehicle" ON "evidence" ("vehicle_id", "kind");
  CREATE INDEX "evidence_by_kind" ON "evidence" ("kind", "received_at");
  CREATE TABLE "first_trouble" (
    "rollout_id" text NOT NULL,
    "guardrail" text NOT NULL,
    "vehicle_id" text NOT NULL,
    "found_at" timestamptz NOT NULL,
    CONSTRAINT "first_trouble_pk" PRIMARY KEY ("rollout_id", "guardrail", "vehicle_id")
  );
  CREATE TABLE "control_spell" (
    "rollout_id" text NOT NULL,
    "guardrail" text NOT NULL,
    "ends_at" timestamptz NOT NULL,
    "stratum" text NOT NULL,
    "well_below" integer NOT NULL,
    "well_above" integer NOT NULL,
    "bad_below" integer NOT NULL,
    "bad_above" integer NOT NULL,
    CONSTRAINT "control_spell_pk" PRIMARY KEY ("rollout_id", "guardrail", "ends_at", "stratum")
  );
  ALTER TABLE "attempt"
    ADD "silent_at" timestamptz,
    ADD "stalled_at" timestamptz,
    ADD "soaked_at" timestamptz,
    ADD "went_back_at" timestamptz;
  CREATE INDEX "attempt_to_watch" ON "attempt" ("state", "fetched_at") WHERE "soaked_at" IS NULL AND "went_back_at" IS NULL;
  ALTER TABLE "rollout" ADD "slice_looks" integer NOT NULL DEFAULT '0';
`;

const DOWN = `
  ALTER TABLE "rollout" DROP "slice_looks";
  DROP INDEX "attempt_to_watch";
  ALTER TABLE "attempt" DROP "went_back_at", DROP "soaked_at", DROP "stalled_at", DROP "silent_at";
  DROP TABLE "control_spell", "first_trouble", "evidence", "slice_hold";
`;

/** Slices on hold, evidence from other systems, what the conductor watches of attempts, and the vehicles they are compared with. */
export class GuardrailsWatch1763780400004 implements MigrationInterface {
  readonly name = 'GuardrailsWatch1763780400004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
