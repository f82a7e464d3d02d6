import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
  CREATE TABLE "contact_hour" (
    "at" timestamptz NOT NULL,
    "model" text NOT NULL,
    "market" text NOT NULL,
    "vehicles" integer NOT NULL,
    "heard" integer NOT NULL,
    CONSTRAINT "contact_hour_pk" PRIMARY KEY ("at", "model", "market")
  )`;

/** In which hours vehicles are heard is counted, hour by hour. */
export class ContactsHaveHours1763794000000 implements MigrationInterface {
  readonly name = 'ContactsHaveHours1763794000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "contact_hour"');
  }
}
