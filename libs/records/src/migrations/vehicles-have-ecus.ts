import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
  ALTER TABLE "vehicle"
    ADD "software_told_by" text,
    ADD "software_attempt_id" text,
    ADD "ecus" jsonb NOT NULL DEFAULT '{}',
    ADD "reported_times" jsonb NOT NULL DEFAULT '{}',
    ADD "owned" jsonb NOT NULL DEFAULT '{}',
    ADD "owned_times" jsonb NOT NULL DEFAULT '{}',
    ADD "attributes" jsonb NOT NULL DEFAULT '{}',
    ADD "tags" text array NOT NULL DEFAULT '{}',
    ADD "retired_at" timestamptz;
  CREATE TABLE "ecu" (
    "vehicle_id" text NOT NULL,
    "name" text NOT NULL,
    "hardware_id" text NOT NULL,
    "filed_hardware_id" text,
    "part" text,
    "serial" text,
    "version" text,
    "is_known" boolean NOT NULL,
    "since" timestamptz NOT NULL,
    "told_by" text,
    "attempt_id" text,
    CONSTRAINT "ecu_pk" PRIMARY KEY ("vehicle_id", "name")
  );
  CREATE INDEX "ecu_by_part" ON "ecu" ("part") WHERE part IS NOT NULL;
  CREATE TABLE "ecu_version" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "vehicle_id" text NOT NULL,
    "ecu" text NOT NULL,
    "hardware_id" text NOT NULL,
    "version" text,
    "since" timestamptz NOT NULL,
    "until" timestamptz NOT NULL,
    "told_by" text,
    "attempt_id" text,
    CONSTRAINT "ecu_version_pk" PRIMARY KEY ("id")
  );
  CREATE INDEX "ecu_version_by_vehicle" ON "ecu_version" ("vehicle_id", "id");
  CREATE TABLE "attribute_declaration" (
    "name" text NOT NULL,
    "type" text NOT NULL,
    "description" text NOT NULL,
    "declared_by" text NOT NULL,
    "declared_at" timestamptz NOT NULL,
    CONSTRAINT "attribute_declaration_pk" PRIMARY KEY ("name")
  );
  CREATE FUNCTION "keep_main_version"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO ecu_version (vehicle_id, ecu, hardware_id, version, since, until, told_by, attempt_id)
    VALUES (OLD.id, 'main', coalesce(OLD.reported->>'hardwareId', OLD.hardware_id),
            CASE WHEN OLD.is_software_known THEN OLD.software_version END, OLD.software_since, NEW.software_since,
            OLD.software_told_by, OLD.software_attempt_id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER "vehicle_version" AFTER UPDATE ON "vehicle" FOR EACH ROW
    WHEN ((OLD.software_version, OLD.is_software_known) IS DISTINCT FROM (NEW.software_version, NEW.is_software_known))
    EXECUTE FUNCTION "keep_main_version"();
  CREATE FUNCTION "keep_ecu_version"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO ecu_version (vehicle_id, ecu, hardware_id, version, since, until, told_by, attempt_id)
    VALUES (OLD.vehicle_id, OLD.name, OLD.hardware_id, CASE WHEN OLD.is_known THEN OLD.version END, OLD.since,
            CASE WHEN TG_OP = 'DELETE' THEN now() ELSE NEW.since END, OLD.told_by, OLD.attempt_id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER "ecu_version" AFTER UPDATE ON "ecu" FOR EACH ROW
    WHEN ((OLD.version, OLD.is_known, OLD.hardware_id) IS DISTINCT FROM (NEW.version, NEW.is_known, NEW.hardware_id))
    EXECUTE FUNCTION "keep_ecu_version"();
  CREATE TRIGGER "ecu_removed" AFTER DELETE ON "ecu" FOR EACH ROW EXECUTE FUNCTION "keep_ecu_version"();
`;

const DOWN = `
  DROP TRIGGER "vehicle_version" ON "vehicle";
  DROP TABLE "attribute_declaration", "ecu_version", "ecu";
  DROP FUNCTION "keep_main_version"(), "keep_ecu_version"();
  ALTER TABLE "vehicle"
    DROP "software_told_by", DROP "software_attempt_id", DROP "ecus", DROP "reported_times", DROP "owned", DROP "owned_times",
    DROP "attributes", DROP "tags", DROP "retired_at";
`;

/** ECUs with the history of what they ran, tags, and attributes with their owner, time and type. */
export class VehiclesHaveEcus1763780500000 implements MigrationInterface {
  readonly name = 'VehiclesHaveEcus1763780500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
