import { instantText } from '../../printing/amounts.js';
import type { components } from '../../release-desk/openapi.js';

export type PlanVersion = components['schemas']['PlanVersionAnswer'];

/** '+' loosens, '-' tightens: more cars may begin, or fewer. */
export const changeLines = (changes: PlanVersion['changes']): readonly string[] =>
  changes.length === 0
    ? ['  the same plan; its cohort is counted again']
    : changes.map(({ at, effect, says }) => `  ${effect === 'loosens' ? '+' : '-'} ${at}: ${says}`);

/** Who wrote a version, why, and what became of it. */
export const versionLines = (version: PlanVersion): readonly string[] => [
  `Version ${version.number}, ${version.state}, by ${version.author} ${instantText(version.proposedAt)}${
    version.decidedBy === undefined || version.decidedAt === undefined
      ? ''
      : `, put in force by ${version.decidedBy} ${instantText(version.decidedAt)}`
  }`,
  ...(version.why === '' ? [] : [`  ${version.why}`]),
  ...(version.number === 1 ? [] : changeLines(version.changes)),
];
