import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The spell under way of each comparison with vehicles that are not exposed. */
export class ControlWatched1763780400014 implements MigrationInterface {
  readonly name = 'ControlWatched1763780400014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "control_watch" (
        "rollout_id" text NOT NULL,
        "began_at" timestamptz NOT NULL,
        "threshold" bigint NOT NULL,
        CONSTRAINT "control_watch_pk" PRIMARY KEY ("rollout_id")
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "control_watch"');
  }
}
