import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An attempt remembers how and for whom it was ended, whatever its late reports make of its state. */
export class AttemptsGiveWay1763770500000 implements MigrationInterface {
  readonly name = 'AttemptsGiveWay1763770500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "attempt" ADD COLUMN "closed_by_us" text, ADD COLUMN "inferred_at" timestamptz,
                            ADD COLUMN "ends_as" text, ADD COLUMN "ends_for" text;
      UPDATE "attempt" SET "closed_by_us" = "cause" WHERE "state" = 'withdrawn';
      UPDATE "attempt" SET "inferred_at" = "closed_at" WHERE "is_inferred";
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "attempt" DROP COLUMN "closed_by_us", DROP COLUMN "inferred_at",
                            DROP COLUMN "ends_as", DROP COLUMN "ends_for";
    `);
  }
}
