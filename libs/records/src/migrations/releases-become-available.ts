import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An approved release is made available by a release manager, from an instant on. What was approved before could be rolled out: it is available. */
export class ReleasesBecomeAvailable1763790000000 implements MigrationInterface {
  readonly name = 'ReleasesBecomeAvailable1763790000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "release" ADD COLUMN "available_from" timestamptz, ADD COLUMN "published_by" text, ADD COLUMN "published_at" timestamptz;
      UPDATE "release" SET "state" = 'available', "available_from" = "approved_at" WHERE "state" = 'approved';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE "release" SET "state" = 'approved' WHERE "state" = 'available';
      ALTER TABLE "release" DROP COLUMN "available_from", DROP COLUMN "published_by", DROP COLUMN "published_at";
    `);
  }
}
