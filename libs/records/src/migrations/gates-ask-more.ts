import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
  ALTER TABLE "release" ADD COLUMN "returns_to" text,
    ADD COLUMN "requires" jsonb NOT NULL DEFAULT '[]', ADD COLUMN "conflicts" jsonb NOT NULL DEFAULT '[]';
  ALTER TABLE "rollout_tally" ADD COLUMN "hour" timestamptz, ADD COLUMN "bytes" bigint NOT NULL DEFAULT '0';
  CREATE TABLE "vehicle_hold" (
    "vehicle_id" text NOT NULL,
    "why" text NOT NULL,
    "held_by" text NOT NULL,
    "held_at" timestamptz NOT NULL,
    CONSTRAINT "vehicle_hold_pk" PRIMARY KEY ("vehicle_id")
  );
  CREATE TABLE "owner_decision" (
    "id" text NOT NULL,
    "vehicle_id" text NOT NULL,
    "release_id" text NOT NULL,
    "kind" text NOT NULL,
    "edition" text NOT NULL,
    "is_text_proven" boolean NOT NULL,
    "from_at" timestamptz,
    "to_at" timestamptz,
    "until_at" timestamptz,
    "recorded_by" text NOT NULL,
    "decided_at" timestamptz NOT NULL,
    CONSTRAINT "owner_decision_pk" PRIMARY KEY ("id")
  );
  CREATE INDEX "owner_decision_by_vehicle" ON "owner_decision" ("vehicle_id", "release_id", "decided_at");
  CREATE TABLE "nobody_to_ask" (
    "vehicle_id" text NOT NULL,
    "recorded_by" text NOT NULL,
    "recorded_at" timestamptz NOT NULL,
    CONSTRAINT "nobody_to_ask_pk" PRIMARY KEY ("vehicle_id")
  );
`;

const DOWN = `
  DROP TABLE "vehicle_hold", "owner_decision", "nobody_to_ask";
  ALTER TABLE "rollout_tally" DROP COLUMN "hour", DROP COLUMN "bytes";
  ALTER TABLE "release" DROP COLUMN "returns_to", DROP COLUMN "requires", DROP COLUMN "conflicts";
`;

/** What the opening gates ask beyond the plan: holds of people, owners' decisions, what a release needs, and the download budget. */
export class GatesAskMore1763781600000 implements MigrationInterface {
  readonly name = 'GatesAskMore1763781600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
