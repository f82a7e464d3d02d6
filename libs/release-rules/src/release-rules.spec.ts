import { describe, expect, it } from '@jest/globals';
import { preconditionFaults, preconditionText } from './preconditions.js';
import { documentFormat } from './release-document.js';
import { type TypeApproval, typeApprovalFaults } from './type-approval.js';
import { schemeFault } from './version-scheme.js';

describe('a precondition', () => {
  it('is said with its unit', () => {
    expect(preconditionText({ kind: 'state-of-charge', value: 40 })).toBe('state of charge at least 40 %');
    expect(preconditionText({ kind: 'parked' })).toBe('parked');
  });

  it.each([
    [[{ kind: 'state-of-charge', value: 40 }, { kind: 'parked' }], 0],
    [[{ kind: 'state-of-charge' }], 1],
    [[{ kind: 'state-of-charge', value: 101 }], 1],
    [[{ kind: 'parked', value: 1 }], 1],
    [[{ kind: 'parked' }, { kind: 'parked' }], 1],
  ] as const)('is checked: %j', (wanted, faults) => {
    expect(preconditionFaults(wanted)).toHaveLength(faults);
  });
});

describe('a type approval', () => {
  const RXSWIN = { before: 'R79 A-1', after: 'R79 A-2' };
  const NONE: TypeApproval = { purpose: 'maps', systems: [], assessment: 'DOC-1', approval: 'not-needed' };
  const steering = { name: 'steering', regulation: 'UN R79', affectsApproval: true };
  it.each([
    ['nothing is affected', NONE, undefined, 0],
    ['an affected system needs an approval', { ...NONE, systems: [steering] }, RXSWIN, 1],
    ['an affected system needs an RXSWIN', { ...NONE, systems: [steering], approval: 'sought' }, undefined, 1],
    [
      'the RXSWIN changes with it',
      { ...NONE, systems: [steering], approval: 'sought' },
      { before: 'a', after: 'a' },
      1,
    ],
    ['a granted one has a reference', { ...NONE, approval: 'granted' }, undefined, 1],
    ['an affected system has a regulation', { ...NONE, systems: [{ name: 'x', affectsApproval: true }] }, undefined, 1],
    ['all is said', { ...NONE, systems: [steering], approval: 'granted', reference: 'E4*79' }, RXSWIN, 0],
  ] as const)('%s', (_, approval, rxswin, faults) => {
    expect(typeApprovalFaults(approval, rxswin)).toHaveLength(faults);
  });
});

describe('a version scheme', () => {
  it.each([
    ['4.2', 'numbers', true],
    ['4.2-rc1', 'numbers', false],
    ['4.2', 'semantic', false],
    ['4.2.0-rc.1', 'semantic', true],
    ['4.02.0', 'semantic', false],
    ['2026.11', 'calendar', true],
    ['2026.13', 'calendar', false],
  ] as const)('%s, %s: %s', (version, scheme, fits) => {
    expect(schemeFault(version, scheme) === undefined).toBe(fits);
  });
});

describe('a document of a release', () => {
  const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: [{ type: 'library', name: 'zlib' }],
  };
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'a', digest: { sha256: 'ab' } }],
    predicateType: 'https://slsa.dev/provenance/v1',
  };
  const payload = Buffer.from(JSON.stringify(statement)).toString('base64');

  it('says its format', () => {
    expect(documentFormat('sbom', json(bom))).toBe('CycloneDX 1.6');
    expect(documentFormat('provenance', json(statement))).toBe('in-toto, SLSA provenance');
    const envelope = { payloadType: 'application/vnd.in-toto+json', payload, signatures: [] };
    expect(documentFormat('provenance', json(envelope))).toBe('in-toto, SLSA provenance in DSSE');
  });

  it.each([
    ['sbom', Buffer.from('nonsense')],
    ['sbom', json([])],
    ['sbom', json(statement)],
    ['sbom', json({ ...bom, specVersion: '2.0' })],
    ['sbom', json({ ...bom, components: [] })],
    ['sbom', json({ ...bom, components: [{ name: 'zlib' }] })],
    ['sbom', Buffer.alloc(1 << 24, 32).fill('{', 0, 1)],
    ['provenance', json(bom)],
    ['provenance', json({ ...statement, subject: [] })],
    ['provenance', json({ payloadType: 'application/vnd.in-toto+json', payload: 'AAAA' })],
  ] as const)('is refused as %s when it is none', (kind, bytes) => {
    expect(() => documentFormat(kind, bytes)).toThrow(expect.objectContaining({ code: 'document-not-valid' }));
  });
});
