import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A release says for which models it is, what must hold before it installs, what it means for the type approval, and carries documents. */
export class ReleasesSayMore1763798000000 implements MigrationInterface {
  readonly name = 'ReleasesSayMore1763798000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "release" ADD COLUMN "models" text array NOT NULL DEFAULT '{}', ADD COLUMN "version_scheme" text,
        ADD COLUMN "rollback_to" text, ADD COLUMN "preconditions" jsonb NOT NULL DEFAULT '[]', ADD COLUMN "type_approval" jsonb,
        ADD COLUMN "documents" jsonb NOT NULL DEFAULT '[]', ADD COLUMN "warnings" text array NOT NULL DEFAULT '{}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "release" DROP COLUMN "models", DROP COLUMN "version_scheme", DROP COLUMN "rollback_to",
        DROP COLUMN "preconditions", DROP COLUMN "type_approval", DROP COLUMN "documents", DROP COLUMN "warnings";
    `);
  }
}
