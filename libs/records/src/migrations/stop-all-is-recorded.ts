import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
  CREATE TABLE "stop_all" (
    "id" text NOT NULL,
    "who" text NOT NULL,
    "why" text NOT NULL,
    "at" timestamptz NOT NULL,
    "noted_at" timestamptz NOT NULL,
    "lifted_at" timestamptz,
    "lifted_by" text,
    CONSTRAINT "stop_all_pk" PRIMARY KEY ("id")
  );
  CREATE INDEX "stop_all_in_force" ON "stop_all" ("at") WHERE "lifted_at" IS NULL;
`;

/** Orders to stop all, from file, gateway and release desk. */
export class StopAllIsRecorded1763784000000 implements MigrationInterface {
  readonly name = 'StopAllIsRecorded1763784000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "stop_all"');
  }
}
