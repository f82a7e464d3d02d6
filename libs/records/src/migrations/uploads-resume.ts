import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An upload knows where its bytes wait, what they must become, and until when they may come; only a package refers to an artifact. */
export class UploadsResume1763799000000 implements MigrationInterface {
  readonly name = 'UploadsResume1763799000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM "upload" WHERE "package_id" IS NULL;
      ALTER TABLE "upload" DROP COLUMN "artifact_sha256", ADD COLUMN "sha256" text, ADD COLUMN "size" bigint,
                           ADD COLUMN "arrival" text, ADD COLUMN "expires_at" timestamptz;
      UPDATE "upload" u SET "sha256" = f."sha256", "size" = f."size", "expires_at" = u."begun_at"
        FROM "package" p JOIN "artifact" f ON f."sha256" = p."artifact_sha256" WHERE p."id" = u."package_id";
      ALTER TABLE "upload" ALTER COLUMN "sha256" SET NOT NULL, ALTER COLUMN "size" SET NOT NULL,
                           ALTER COLUMN "expires_at" SET NOT NULL;
      CREATE INDEX "upload_unfinished" ON "upload" ("expires_at") WHERE "package_id" IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX "upload_unfinished";
      ALTER TABLE "upload" DROP COLUMN "expires_at", DROP COLUMN "arrival", DROP COLUMN "size", DROP COLUMN "sha256",
                           ADD COLUMN "artifact_sha256" text;
    `);
  }
}
