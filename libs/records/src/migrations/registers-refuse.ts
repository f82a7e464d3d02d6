import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a target register refuses is asked car by car, so it is in rows. A register from before names no refusals. */
export class RegistersRefuse1763788000000 implements MigrationInterface {
  readonly name = 'RegistersRefuse1763788000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "target_register" ADD COLUMN "scan" text NOT NULL DEFAULT 'none';
      ALTER TABLE "target_register" ALTER COLUMN "scan" DROP DEFAULT;
      CREATE TABLE "register_refusal" (
        "rollout_id" text NOT NULL,
        "scan" text NOT NULL,
        "vehicle_id" text NOT NULL,
        "refusals" jsonb NOT NULL,
        "written_at" timestamptz NOT NULL,
        CONSTRAINT "register_refusal_pk" PRIMARY KEY ("rollout_id", "scan", "vehicle_id")
      );
      CREATE INDEX "register_refusal_by_vehicle" ON "register_refusal" ("vehicle_id");
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "register_refusal"; ALTER TABLE "target_register" DROP COLUMN "scan"');
  }
}
