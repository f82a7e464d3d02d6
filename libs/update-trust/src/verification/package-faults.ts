import { DomainError, instant } from '@tidings/vocabulary';
import type { RowContent } from '../content/content-seal.js';
import { requireKeyAllows } from '../key-terms.js';
import type { PackageDeclaration } from '../package-declaration.js';
import type { PublicJwk } from '../publisher-key.js';
import { verifyDeclaration } from '../verify-declaration.js';
import { calledRow, type EvidenceFault } from './evidence-fault.js';

/** A package with the rows it rests on, as contents. */
export interface PackageOnRecord {
  readonly filed: RowContent;
  readonly key: RowContent | undefined;
  readonly artifact: RowContent | undefined;
}

/** Checks the publisher's signature once more, that the row says what was signed, and that the key allowed it when it came in. */
export async function packageFaults({ filed, key, artifact }: PackageOnRecord): Promise<readonly EvidenceFault[]> {
  const what = calledRow(['package', String(filed['id'])], filed);
  if (!key) return [{ fault: 'signature-not-valid', what, why: 'key-not-registered' }];
  try {
    const keyOnFile = { kid: String(key['kid']), alg: String(key['alg']), jwk: key['jwk'] as PublicJwk };
    const declared = await verifyDeclaration(String(filed['declaration_jws']), keyOnFile);
    const columns = differing(declared, filed, artifact);
    if (columns.length > 0) return [{ fault: 'declaration-differs', what, columns }];
    return allowedFaults(declared, filed, key, what);
  } catch (cause) {
    if (cause instanceof DomainError) return [{ fault: 'signature-not-valid', what, why: cause.code }];
    throw cause;
  }
}

function differing(declared: PackageDeclaration, filed: RowContent, artifact: RowContent | undefined): string[] {
  const isSameList = (ids: unknown): boolean =>
    Array.isArray(ids) && ids.join('\n') === declared.hardwareIds.join('\n');
  return [
    ...(filed['name'] === declared.name ? [] : ['name']),
    ...(filed['version'] === declared.version ? [] : ['version']),
    ...(filed['file_name'] === declared.fileName ? [] : ['file_name']),
    ...(filed['artifact_sha256'] === declared.sha256 ? [] : ['artifact_sha256']),
    ...(isSameList(filed['hardware_ids']) ? [] : ['hardware_ids']),
    ...(artifact?.['size'] === declared.size ? [] : ['artifact.size']),
  ];
}

function allowedFaults(
  declared: PackageDeclaration,
  filed: RowContent,
  key: RowContent,
  what: string,
): readonly EvidenceFault[] {
  const { hardware_ids: hardwareIds, not_before: notBefore, not_after: notAfter } = key;
  const terms = {
    kid: String(key['kid']),
    // A revoked key stops what it signed by its own gate; it does not make a lie of what was good when it came.
    isRevoked: false,
    ...(Array.isArray(hardwareIds) && { hardwareIds: hardwareIds as string[] }),
    ...(typeof notBefore === 'string' && { notBefore: instant(Date.parse(notBefore)) }),
    ...(typeof notAfter === 'string' && { notAfter: instant(Date.parse(notAfter)) }),
  };
  try {
    requireKeyAllows(terms, declared, instant(Date.parse(String(filed['received_at']))));
    return [];
  } catch (cause) {
    return [{ fault: 'key-did-not-allow', what, why: (cause as DomainError).code }];
  }
}
