import { type BaseBlock, Constructed, fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { FileFault } from '../file-fault.js';

/** What a CMS message carries (RFC 5652). */
export type CmsContent =
  | { readonly kind: 'signed'; readonly content: Uint8Array }
  /** Signed, and what is signed lies elsewhere. */
  | { readonly kind: 'detached' }
  | { readonly kind: 'enveloped' };

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const ENVELOPED_DATA = '1.2.840.113549.1.7.3';
const LIMITS = { maxDepth: 32, maxNodes: 10_000, parseEmbedded: false } as const;

/** Reads the envelope; no signature is checked here: that needs the vehicle's certificates. Errors: FileFault 'malformed'. */
export function cmsContent(bytes: Uint8Array): CmsContent {
  const { offset, result } = fromBER(Uint8Array.from(bytes).buffer, LIMITS);
  if (offset !== bytes.length) throw fault('its signature is no CMS message');
  const [type, body] = partsOf(result);
  if (!(type instanceof ObjectIdentifier)) throw fault('its signature does not say what it is');
  const oid = type.valueBlock.toString();
  if (oid === ENVELOPED_DATA) return { kind: 'enveloped' };
  if (oid !== SIGNED_DATA) throw fault('its signature is another kind of CMS message');
  const signed = partsOf(partsOf(body)[0]);
  // version, digest algorithms, then what is signed.
  const [contentType, wrapped] = partsOf(signed[2]);
  if (!(contentType instanceof ObjectIdentifier)) throw fault('its signature does not say what is signed');
  if (wrapped === undefined) return { kind: 'detached' };
  const [content] = partsOf(wrapped);
  if (!(content instanceof OctetString)) throw fault('what is signed is no octet string');
  return { kind: 'signed', content: new Uint8Array(content.getValue()) };
}

function partsOf(block: BaseBlock | undefined): readonly BaseBlock[] {
  if (block instanceof Sequence || block instanceof Constructed) return block.valueBlock.value;
  throw fault('a part of its signature is missing');
}

const fault = (why: string): FileFault => new FileFault('malformed', why);
