import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
  CREATE TABLE "vehicle_list" (
    "id" text NOT NULL,
    "digest" text NOT NULL,
    "vehicles" integer NOT NULL,
    "filed_by" text NOT NULL,
    "filed_at" timestamptz NOT NULL,
    CONSTRAINT "vehicle_list_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "vehicle_list_by_digest" ON "vehicle_list" ("digest");
  CREATE TABLE "vehicle_list_member" (
    "vehicle_id" text NOT NULL,
    "list_id" text NOT NULL,
    CONSTRAINT "vehicle_list_member_pk" PRIMARY KEY ("vehicle_id", "list_id")
  );
  CREATE INDEX "vehicle_list_member_by_list" ON "vehicle_list_member" ("list_id");
  CREATE TABLE "ring" (
    "name" text NOT NULL,
    "description" text NOT NULL,
    "created_by" text NOT NULL,
    "created_at" timestamptz NOT NULL,
    CONSTRAINT "ring_pk" PRIMARY KEY ("name")
  );
  CREATE TABLE "ring_membership" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "ring" text NOT NULL,
    "vehicle_id" text NOT NULL,
    "joined_at" timestamptz NOT NULL,
    "joined_by" text NOT NULL,
    "left_at" timestamptz,
    "left_by" text,
    CONSTRAINT "ring_membership_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "ring_membership_now" ON "ring_membership" ("vehicle_id", "ring") WHERE "left_at" IS NULL;
  CREATE INDEX "ring_membership_by_ring" ON "ring_membership" ("ring");
  CREATE TABLE "cohort" (
    "id" text NOT NULL,
    "name" text NOT NULL,
    "created_by" text NOT NULL,
    "created_at" timestamptz NOT NULL,
    "deleted_at" timestamptz,
    "deleted_by" text,
    CONSTRAINT "cohort_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "cohort_by_name" ON "cohort" ("name") WHERE "deleted_at" IS NULL;
  CREATE TABLE "cohort_version" (
    "cohort_id" text NOT NULL,
    "version" integer NOT NULL,
    "cohort" jsonb NOT NULL,
    "note" text,
    "author" text NOT NULL,
    "saved_at" timestamptz NOT NULL,
    "in_count" integer NOT NULL,
    "cannot_tell_count" integer NOT NULL,
    CONSTRAINT "cohort_version_pk" PRIMARY KEY ("cohort_id", "version")
  );
  CREATE FUNCTION "stays_as_written"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% never changes', TG_TABLE_NAME;
  END $$;
  CREATE TRIGGER "cohort_version_stays" BEFORE UPDATE OR DELETE ON "cohort_version"
    FOR EACH ROW EXECUTE FUNCTION "stays_as_written"();
  CREATE TRIGGER "vehicle_list_stays" BEFORE UPDATE OR DELETE ON "vehicle_list"
    FOR EACH ROW EXECUTE FUNCTION "stays_as_written"();
`;

const TABLES = ['vehicle_list_member', 'vehicle_list', 'ring_membership', 'ring', 'cohort_version', 'cohort'];

/** Saved cohorts with versions, lists of vehicles on file, opt-in rings. */
export class CohortsHaveNames1763781000000 implements MigrationInterface {
  readonly name = 'CohortsHaveNames1763781000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE "${table}"`);
    await runner.query('DROP FUNCTION "stays_as_written"()');
  }
}
