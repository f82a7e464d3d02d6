import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The target registers of a rollout, their lines in the artifact store, and the lines of vehicles that came or changed afterwards. */
export class TargetsAreRegistered1763787000000 implements MigrationInterface {
  readonly name = 'TargetsAreRegistered1763787000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "target_register" (
        "rollout_id" text NOT NULL,
        "number" integer NOT NULL,
        "artifact_sha256" text NOT NULL,
        "lines_sha256" text NOT NULL,
        "bytes" bigint NOT NULL,
        "vehicles" integer NOT NULL,
        "compatible" integer NOT NULL,
        "refused" jsonb NOT NULL,
        "rule" text NOT NULL,
        "as_of" timestamptz NOT NULL,
        "mark" bigint NOT NULL,
        "written_by" text NOT NULL,
        CONSTRAINT "target_register_pk" PRIMARY KEY ("rollout_id", "number")
      );
      CREATE TABLE "register_line" (
        "attempt_id" text NOT NULL,
        "rollout_id" text NOT NULL,
        "vehicle_id" text NOT NULL,
        "line" jsonb NOT NULL,
        "written_at" timestamptz NOT NULL,
        CONSTRAINT "register_line_pk" PRIMARY KEY ("attempt_id")
      );
      CREATE INDEX "register_line_by_rollout" ON "register_line" ("rollout_id", "attempt_id");
      CREATE INDEX "journal_entry_by_subject" ON "journal_entry" ("subject");
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "journal_entry_by_subject"');
    await runner.query('DROP TABLE "register_line"');
    await runner.query('DROP TABLE "target_register"');
  }
}
