import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which object of the store was filed, and until when the store keeps it as it is. */
export class ArtifactsAreProtected1763788600000 implements MigrationInterface {
  readonly name = 'ArtifactsAreProtected1763788600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE "artifact" ADD COLUMN "store_version" text, ADD COLUMN "protected_until" timestamptz',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "artifact" DROP COLUMN "store_version", DROP COLUMN "protected_until"');
  }
}
