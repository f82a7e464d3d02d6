import type { MigrationInterface, QueryRunner } from 'typeorm';

// One statement list, as PostgreSQL will run it. Version keys sort by code point, whatever the database's collation.
const UP = `
  CREATE FUNCTION "this_transaction"() RETURNS bigint LANGUAGE sql VOLATILE
    AS 'SELECT pg_current_xact_id()::text::bigint';
  CREATE TABLE "api_token" (
    "id" text NOT NULL,
    "digest" text NOT NULL,
    "name" text NOT NULL,
    "issued_by" text NOT NULL,
    "issuer_name" text NOT NULL,
    "roles" text array NOT NULL,
    "issued_at" timestamptz NOT NULL,
    "expires_at" timestamptz NOT NULL,
    "revoked_at" timestamptz,
    CONSTRAINT "api_token_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "api_token_by_digest" ON "api_token" ("digest");
  CREATE TABLE "artifact" (
    "sha256" text NOT NULL,
    "sha1" text NOT NULL,
    "md5" text NOT NULL,
    "size" bigint NOT NULL,
    "filed_at" timestamptz NOT NULL,
    CONSTRAINT "artifact_pk" PRIMARY KEY ("sha256")
  );
  CREATE TABLE "attempt" (
    "id" text NOT NULL,
    "vehicle_id" text NOT NULL,
    "rollout_id" text NOT NULL,
    "release_id" text NOT NULL,
    "number" integer NOT NULL,
    "wire_number" integer NOT NULL,
    "epoch" integer NOT NULL,
    "stage_index" integer NOT NULL,
    "hardware_id" text NOT NULL,
    "facts" jsonb NOT NULL,
    "state" text NOT NULL,
    "is_inferred" boolean NOT NULL DEFAULT false,
    "failure" text,
    "cause" text,
    "offered_at" timestamptz NOT NULL,
    "fetched_at" timestamptz,
    "delivered_at" timestamptz,
    "delivered_packages" text array NOT NULL DEFAULT '{}',
    "refused_at" timestamptz,
    "cancel_told_at" timestamptz,
    "cancel_polls" integer NOT NULL DEFAULT '0',
    "closed_at" timestamptz,
    CONSTRAINT "attempt_pk" PRIMARY KEY ("id")
  );
  CREATE INDEX "attempt_by_rollout" ON "attempt" ("rollout_id", "state");
  CREATE UNIQUE INDEX "attempt_one_open" ON "attempt" ("vehicle_id") WHERE "closed_at" IS NULL;
  CREATE UNIQUE INDEX "attempt_by_number" ON "attempt" ("vehicle_id", "rollout_id", "number");
  CREATE UNIQUE INDEX "attempt_by_wire_number" ON "attempt" ("vehicle_id", "wire_number");
  CREATE TABLE "journal_block" (
    "number" integer NOT NULL,
    "previous_hash" text NOT NULL,
    "hash" text NOT NULL,
    "entry_count" integer NOT NULL,
    "sealed_at" timestamptz NOT NULL,
    CONSTRAINT "journal_block_pk" PRIMARY KEY ("number")
  );
  CREATE TABLE "journal_entry" (
    "id" text NOT NULL,
    "at" timestamptz NOT NULL,
    "actor" text NOT NULL,
    "act" text NOT NULL,
    "subject" text NOT NULL,
    "bytes" bytea NOT NULL,
    "sha256" text NOT NULL,
    "written_in" bigint NOT NULL DEFAULT this_transaction(),
    "block_number" integer,
    "place" integer,
    CONSTRAINT "journal_entry_pk" PRIMARY KEY ("id")
  );
  CREATE INDEX "journal_entry_by_block" ON "journal_entry" ("block_number", "place");
  CREATE TABLE "note_revision" (
    "id" text NOT NULL,
    "release_id" text NOT NULL,
    "language" text NOT NULL,
    "number" integer NOT NULL,
    "source" text NOT NULL,
    "hash" text NOT NULL,
    "previous_hash" text,
    "rendered" jsonb,
    "state" text NOT NULL,
    "needs_safety_approval" boolean NOT NULL,
    "author" text NOT NULL,
    "submitted_at" timestamptz NOT NULL,
    "approved_by" text,
    "safety_approved_by" text,
    "live_at" timestamptz,
    CONSTRAINT "note_revision_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "note_revision_by_place" ON "note_revision" ("release_id", "language", "number");
  CREATE TABLE "package" (
    "id" text NOT NULL,
    "wire_number" SERIAL NOT NULL,
    "name" text NOT NULL,
    "version" text NOT NULL,
    "hardware_ids" text array NOT NULL,
    "file_name" text NOT NULL,
    "artifact_sha256" text NOT NULL,
    "kid" text NOT NULL,
    "declaration_jws" text NOT NULL,
    "received_by" text NOT NULL,
    "received_at" timestamptz NOT NULL,
    CONSTRAINT "package_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "package_by_wire_number" ON "package" ("wire_number");
  CREATE UNIQUE INDEX "package_by_name_version" ON "package" ("name", "version");
  CREATE TABLE "publisher_key" (
    "kid" text NOT NULL,
    "publisher_id" text NOT NULL,
    "alg" text NOT NULL,
    "jwk" jsonb NOT NULL,
    "registered_at" timestamptz NOT NULL,
    "revoked_at" timestamptz,
    CONSTRAINT "publisher_key_pk" PRIMARY KEY ("kid")
  );
  CREATE TABLE "publisher" (
    "id" text NOT NULL,
    "name" text NOT NULL,
    "registered_by" text NOT NULL,
    "registered_at" timestamptz NOT NULL,
    CONSTRAINT "publisher_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "publisher_by_name" ON "publisher" ("name");
  CREATE TABLE "release" (
    "id" text NOT NULL,
    "name" text NOT NULL,
    "version" text NOT NULL,
    "minimum_version" text,
    "package_ids" text array NOT NULL,
    "state" text NOT NULL,
    "created_by" text NOT NULL,
    "created_at" timestamptz NOT NULL,
    "approved_by" text,
    "approved_at" timestamptz,
    CONSTRAINT "release_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "release_by_name_version" ON "release" ("name", "version");
  CREATE TABLE "report" (
    "attempt_id" text NOT NULL,
    "key" text NOT NULL,
    "door" text NOT NULL,
    "execution" text NOT NULL,
    "finished" text NOT NULL,
    "code" integer,
    "details" jsonb NOT NULL,
    "received_at" timestamptz NOT NULL,
    CONSTRAINT "report_pk" PRIMARY KEY ("attempt_id", "key")
  );
  CREATE TABLE "rollout" (
    "id" text NOT NULL,
    "name" text NOT NULL,
    "release_id" text NOT NULL,
    "cohort" jsonb NOT NULL,
    "plan" jsonb NOT NULL,
    "state" text NOT NULL,
    "state_at" timestamptz NOT NULL,
    "state_by" text NOT NULL,
    "state_why" text,
    "author" text NOT NULL,
    "created_at" timestamptz NOT NULL,
    "approved_by" text,
    "stage_counts" integer array NOT NULL DEFAULT '{}',
    "cohort_count" integer NOT NULL DEFAULT '0',
    "revision" integer NOT NULL DEFAULT '1',
    "epoch" integer NOT NULL DEFAULT '1',
    "valid_from_epoch" integer NOT NULL DEFAULT '1',
    "stage_index" integer,
    "threshold" bigint,
    "cap" integer,
    "stage_opened_at" timestamptz,
    "evaluated_at" timestamptz,
    CONSTRAINT "rollout_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "rollout_by_name" ON "rollout" ("name");
  CREATE TABLE "rollout_step" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "rollout_id" text NOT NULL,
    "revision" integer NOT NULL,
    "kind" text NOT NULL,
    "evidence" jsonb NOT NULL,
    "reasons" jsonb NOT NULL,
    "decided_at" timestamptz NOT NULL,
    "decided_by" text NOT NULL,
    CONSTRAINT "rollout_step_pk" PRIMARY KEY ("id")
  );
  CREATE INDEX "rollout_step_by_rollout" ON "rollout_step" ("rollout_id", "id");
  CREATE TABLE "rollout_tally" (
    "rollout_id" text NOT NULL,
    "offered" integer NOT NULL DEFAULT '0',
    "open" integer NOT NULL DEFAULT '0',
    "outcomes" integer NOT NULL DEFAULT '0',
    CONSTRAINT "rollout_tally_pk" PRIMARY KEY ("rollout_id")
  );
  CREATE TABLE "upload" (
    "id" text NOT NULL,
    "declaration_jws" text NOT NULL,
    "kid" text NOT NULL,
    "begun_by" text NOT NULL,
    "begun_at" timestamptz NOT NULL,
    "artifact_sha256" text,
    "package_id" text,
    CONSTRAINT "upload_pk" PRIMARY KEY ("id")
  );
  CREATE TABLE "vehicle_contact" (
    "vehicle_id" text NOT NULL,
    "last_seen_at" timestamptz NOT NULL,
    CONSTRAINT "vehicle_contact_pk" PRIMARY KEY ("vehicle_id")
  );
  CREATE TABLE "vehicle" (
    "id" text NOT NULL,
    "controller_id" text NOT NULL,
    "token_digest" text NOT NULL,
    "standing" text NOT NULL,
    "model" text NOT NULL,
    "model_year" integer NOT NULL,
    "market" text NOT NULL,
    "time_zone" text NOT NULL,
    "hardware_id" text NOT NULL,
    "equipment" text array NOT NULL DEFAULT '{}',
    "software_version" text,
    "software_version_key" text COLLATE "C",
    "is_software_known" boolean NOT NULL,
    "software_since" timestamptz NOT NULL,
    "registered_at" timestamptz NOT NULL,
    "reported" jsonb NOT NULL DEFAULT '{}',
    "reported_at" timestamptz,
    "wants_attributes" boolean NOT NULL DEFAULT true,
    "last_wire_number" integer NOT NULL DEFAULT '0',
    "changed_in" bigint NOT NULL DEFAULT this_transaction(),
    CONSTRAINT "vehicle_pk" PRIMARY KEY ("id")
  );
  CREATE UNIQUE INDEX "vehicle_by_controller_id" ON "vehicle" ("controller_id");
  CREATE INDEX "vehicle_by_model_market" ON "vehicle" ("model", "market");
  CREATE INDEX "vehicle_by_change" ON "vehicle" ("changed_in");
  CREATE FUNCTION "mark_changed_in"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW."changed_in" := this_transaction();
    RETURN NEW;
  END $$;
  CREATE TRIGGER "vehicle_changed_in" BEFORE UPDATE ON "vehicle"
    FOR EACH ROW EXECUTE FUNCTION "mark_changed_in"();
`;

const TABLES = [
  'api_token',
  'artifact',
  'attempt',
  'journal_block',
  'journal_entry',
  'note_revision',
  'package',
  'publisher_key',
  'publisher',
  'release',
  'report',
  'rollout',
  'rollout_step',
  'rollout_tally',
  'upload',
  'vehicle_contact',
  'vehicle',
];

/** The first shape of the database. */
export class TheHouseStands1763769600000 implements MigrationInterface {
  readonly name = 'TheHouseStands1763769600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE "${table}"`);
    await runner.query('DROP FUNCTION "mark_changed_in"(), "this_transaction"()');
  }
}
