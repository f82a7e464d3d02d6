import { keyOfVersion } from '@tidings/vocabulary';
import type { DeclaredFacts, Finding, HardwareClaim, PackageContents } from './inspection.js';
import { shownText } from './shown-text.js';

/** Where a file and its declaration do not say the same. What the file does not say contradicts nothing. */
export const compareWithDeclaration = (
  { version, hardware }: PackageContents,
  declared: DeclaredFacts,
): readonly Finding[] => [
  ...(version === undefined || isSameVersion(version, declared.version)
    ? []
    : [finding('version-differs', `its declaration says ${declared.version}, the file says ${shownText(version)}`)]),
  ...compareHardware(hardware, declared.hardwareIds),
];

const finding = (kind: Finding['kind'], says: string): Finding => ({ kind, says });

/** Versions by their order where both have one (4.2 is 4.2.0), else by their letters. */
function isSameVersion(a: string, b: string): boolean {
  const [x, y] = [keyOfVersion(a), keyOfVersion(b)];
  return x !== undefined && y !== undefined ? x === y : a === b;
}

function compareHardware(claims: readonly HardwareClaim[], ids: readonly string[]): readonly Finding[] {
  if (claims.length === 0) return [];
  const said = claims.map((claim) => shownText(claimText(claim))).join(', ');
  if (claims.some(isPattern))
    return [finding('not-readable', `its hardware is given by a pattern and was not compared: ${said}`)];
  const names = new Set(claims.flatMap(namesOf));
  const strangers = ids.filter((id) => !names.has(plainName(id)));
  if (strangers.length === 0) return [];
  return [
    finding('hardware-differs', `its declaration is for ${strangers.join(', ')}, the file is for ${shownText(said)}`),
  ];
}

// swupdate: '#RE:^v[0-9]+$'. A stranger's pattern is not run here.
const isPattern = ({ revision }: HardwareClaim): boolean => revision?.startsWith('#RE:') === true;

const claimText = ({ board, revision }: HardwareClaim): string =>
  [board, revision].filter((part) => part !== undefined).join(' ');

/** The names under which makers file hardware: the board, its revision, or both. */
const namesOf = (claim: HardwareClaim): readonly string[] =>
  [claim.board, claim.revision, claimText(claim)].filter((name) => name !== undefined).map(plainName);

/** 'Vega ICU_2' and 'vega-icu-2' are one name. */
const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
