import type { Goal } from './bench-section.js';

/** What was wanted beside what was measured; a goal that was missed says so. */
export const goalTable = (goals: readonly Goal[]): string =>
  [
    '| goal | measured | wanted | |',
    '|---|---|---|---|',
    ...goals.map(
      ({ goal, measured, wanted, holds }) =>
        `| ${goal} | ${measured} | ${wanted} | ${holds ? 'holds' : '**missed**'} |`,
    ),
  ].join('\n');
