import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The content of a row for the journal, the same whatever the time zone of who asks; and keys of publishers have a name, an owner, hardware
 * and a span in which they are good.
 */
export class RowsAreSealed1763791000000 implements MigrationInterface {
  readonly name = 'RowsAreSealed1763791000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION "content_of"("of" anyelement) RETURNS jsonb LANGUAGE sql STABLE SET TimeZone TO 'UTC'
        AS 'SELECT to_jsonb($1)';
      ALTER TABLE "publisher_key" ADD COLUMN "name" text, ADD COLUMN "owner" text, ADD COLUMN "hardware_ids" text array,
        ADD COLUMN "not_before" timestamptz, ADD COLUMN "not_after" timestamptz, ADD COLUMN "revoked_by" text,
        ADD COLUMN "revoked_why" text;
      UPDATE "publisher_key" k SET "name" = p."name", "owner" = p."registered_by" FROM "publisher" p WHERE p."id" = k."publisher_id";
      ALTER TABLE "publisher_key" ALTER COLUMN "name" SET NOT NULL, ALTER COLUMN "owner" SET NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "publisher_key" DROP COLUMN "name", DROP COLUMN "owner", DROP COLUMN "hardware_ids", DROP COLUMN "not_before",
        DROP COLUMN "not_after", DROP COLUMN "revoked_by", DROP COLUMN "revoked_why";
      DROP FUNCTION "content_of";
    `);
  }
}
