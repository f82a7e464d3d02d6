import { DomainError } from '@tidings/vocabulary';

/** What can be attached to a release. */
export const DOCUMENT_KINDS = ['sbom', 'provenance'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** 16 MiB: a bill of materials of 20,000 components takes 10. */
export const MAX_DOCUMENT_SIZE = 1 << 24;

/**
 * Reads what a document says it is; its whole schema is not checked. An SBOM is CycloneDX JSON 1.4 to 1.7, a provenance an in-toto statement,
 * bare or in a DSSE envelope. Returns its format. Errors: 'document-not-valid' with why.
 */
export function documentFormat(kind: DocumentKind, bytes: Buffer): string {
  if (bytes.length > MAX_DOCUMENT_SIZE) throw refused(kind, `it is larger than ${MAX_DOCUMENT_SIZE} bytes`);
  const value = jsonOf(kind, bytes);
  return kind === 'sbom' ? cycloneDx(value) : statement(value);
}

type Members = Readonly<Record<string, unknown>>;

function cycloneDx({ bomFormat, specVersion, components, version }: Members): string {
  if (bomFormat !== 'CycloneDX') throw refused('sbom', 'bomFormat is not CycloneDX');
  if (typeof specVersion !== 'string' || !/^1\.[4-7]$/.test(specVersion))
    throw refused('sbom', 'specVersion is not 1.4, 1.5, 1.6 or 1.7');
  if (version !== undefined && !(Number.isInteger(version) && (version as number) >= 1))
    throw refused('sbom', 'version is not a whole number from 1 on');
  if (!Array.isArray(components) || components.length === 0) throw refused('sbom', 'it names no components');
  const nameless = components.findIndex(
    (one: unknown) => !isObject(one) || typeof one['name'] !== 'string' || typeof one['type'] !== 'string',
  );
  if (nameless >= 0) throw refused('sbom', `component ${nameless + 1} has no name or no type`);
  return `CycloneDX ${specVersion}`;
}

/** in-toto attestation, Statement v0.1 or v1; DSSE carries it in base64 (its signature is the reader's to check). */
function statement(value: Members): string {
  const { payload, payloadType } = value;
  if (typeof payload === 'string' && payloadType === 'application/vnd.in-toto+json')
    return `${statement(jsonOf('provenance', Buffer.from(payload, 'base64')))} in DSSE`;
  const { _type: type, subject, predicateType } = value;
  if (typeof type !== 'string' || !/^https:\/\/in-toto\.io\/Statement\/v(0\.1|1)$/.test(type))
    throw refused('provenance', '_type is not an in-toto statement');
  if (typeof predicateType !== 'string') throw refused('provenance', 'it has no predicateType');
  if (
    !Array.isArray(subject) ||
    subject.length === 0 ||
    !subject.every((one: unknown) => isObject(one) && isObject(one['digest']))
  )
    throw refused('provenance', 'a subject without a digest, or no subject');
  return predicateType.startsWith('https://slsa.dev/provenance/') ? 'in-toto, SLSA provenance' : 'in-toto';
}

function jsonOf(kind: DocumentKind, bytes: Buffer): Members {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw refused(kind, 'it is no JSON object in UTF-8');
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refused = (kind: DocumentKind, why: string): DomainError => new DomainError('document-not-valid', { kind, why });
