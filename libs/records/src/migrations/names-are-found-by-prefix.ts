import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names of vehicles are ordered byte by byte, whatever the language of the database: the index that knows one knows how all of them begin. */
export class NamesAreFoundByPrefix1763796000000 implements MigrationInterface {
  readonly name = 'NamesAreFoundByPrefix1763796000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "vehicle" ALTER COLUMN "controller_id" TYPE text COLLATE "C"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "vehicle" ALTER COLUMN "controller_id" TYPE text COLLATE "default"');
  }
}
