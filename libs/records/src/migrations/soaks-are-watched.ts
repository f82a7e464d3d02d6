import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What passes while nobody looks is no soak. */
export class SoaksAreWatched1763793000000 implements MigrationInterface {
  readonly name = 'SoaksAreWatched1763793000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "rollout" ADD COLUMN "unwatched" jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "rollout" DROP COLUMN "unwatched"');
  }
}
