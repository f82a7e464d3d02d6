import { ArtifactRow, PackageRow, type Tx } from '@tidings/records';
import type { PackageDeclaration } from '@tidings/update-trust';
import { DomainError, type PackageId } from '@tidings/vocabulary';

/**
 * The package of that name and version, if it is on file with exactly what is declared. What was filed never changes: a
 * declaration that was signed before, or again, is either this package or refused.
 * Errors: 'package-differs' with what differs.
 */
export async function packageOnFile(tx: Tx, declared: PackageDeclaration): Promise<PackageId | undefined> {
  const { name, version } = declared;
  const filed = await tx.rows.findOneBy(PackageRow, { name, version });
  if (!filed) return undefined;
  const { size } = await tx.rows.findOneByOrFail(ArtifactRow, { sha256: filed.artifactSha256 });
  const differs = [
    ...(filed.artifactSha256 === declared.sha256 && size === String(declared.size) ? [] : ['the file']),
    ...(filed.fileName === declared.fileName ? [] : ['the file name']),
    ...(sameIds(filed.hardwareIds, declared.hardwareIds) ? [] : ['the list of hardware']),
  ];
  if (differs.length > 0) throw new DomainError('package-differs', { name, version, differs });
  return filed.id as PackageId;
}

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join('\n') === b.toSorted().join('\n');
