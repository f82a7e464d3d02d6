import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changedColumns, type RowContent, rowOf, sealOf } from './content-seal.js';
import { SEALED_KINDS, type SealedKindName, sealedSubject } from './sealed-kinds.js';

const RELEASE: RowContent = {
  id: 'rel_1',
  version: '4.2',
  package_ids: ['pkg_1'],
  rxswin: null,
  created_at: '2026-11-22T07:00:00+00:00',
};
const seal = sealOf(['release', 'rel_1'], RELEASE);

describe('the seal of a row', () => {
  it('is the same whatever the order of its columns, and whatever columns came later and are empty', () => {
    const later = { sbom: null, ...Object.fromEntries(Object.entries(RELEASE).toReversed()) };
    expect(changedColumns(seal, later)).toBeUndefined();
  });

  it('is another one of another row with the same columns', () => {
    expect(sealOf(['release', 'rel_2'], RELEASE).sha256).not.toBe(seal.sha256);
  });

  it.each<[string, RowContent, string[]]>([
    ['that differs', { ...RELEASE, version: '4.3' }, ['version']],
    ['that came', { ...RELEASE, rxswin: { after: 'R' } }, ['rxswin']],
    ['that went', { ...RELEASE, package_ids: null }, ['package_ids']],
    [
      'by the smallest part of a second',
      { ...RELEASE, created_at: '2026-11-22T07:00:00.000001+00:00' },
      ['created_at'],
    ],
  ])('names a column %s', (_how, content, columns) => {
    expect(changedColumns(seal, content)).toEqual(columns);
  });

  it('names every column that differs, and no other, for any two contents', () => {
    const content = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue());
    fc.assert(
      fc.property(content, content, (one, other) => {
        const text = (value: unknown): string => JSON.stringify(sorted(value ?? null));
        const differ = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
          (c) => text(one[c]) !== text(other[c]),
        );
        expect(changedColumns(sealOf(['package', 'p'], one), other) ?? []).toEqual(differ.toSorted());
      }),
    );
  });

  it('does not follow what may change without an entry, and only that', () => {
    const rollout = { id: 'rol_1', state: 'running', evaluated_at: '1', waits_for: [], asked_at: null, slice_looks: 0 };
    const sealed = sealOf(['rollout', 'rol_1'], rollout);
    expect(
      changedColumns(sealed, { ...rollout, evaluated_at: '2', waits_for: [1], asked_at: '3', slice_looks: 4 }),
    ).toBeUndefined();
    expect(changedColumns(sealed, { ...rollout, state: 'halted' })).toEqual(['state']);
  });
});

describe('a kind of sealed row', () => {
  it.each(Object.keys(SEALED_KINDS) as SealedKindName[])('has its key in its content: %s', (kind) => {
    const content = Object.fromEntries(SEALED_KINDS[kind].key.map((column) => [column, column]));
    expect(rowOf(kind, content)).toEqual([kind, ...SEALED_KINDS[kind].key]);
  });

  it('is known by the subject of an entry', () => {
    expect(sealedSubject('rel_0JB5')).toEqual(['release', 'rel_0JB5']);
    expect(sealedSubject('veh_0JB5')).toBeUndefined();
  });
});

/** -0 is 0 in canonical JSON, and members have no order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value === 0 ? 0 : value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}
