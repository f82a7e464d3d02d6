import type { Command } from 'commander';
import { instantText, numberText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { cohortIdNamed, type CohortHistory } from './all-cohorts.js';

export const showCohort = (to: Command, session: Session): Command =>
  to
    .command('show <cohort>')
    .description('its versions, and the rollouts that use one of them')
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const path = { id: await cohortIdNamed(desk, text) };
      const cohort = await answered(desk.GET('/api/cohorts/{id}', { params: { path } }));
      session.show(cohort, options, () => linesFor(cohort));
    });

const linesFor = ({ name, deletedAt, versions, usedBy }: CohortHistory): readonly string[] => [
  deletedAt === undefined ? name : `${name}, deleted ${instantText(deletedAt)}`,
  '',
  ...table(
    [
      { head: 'VERSION', cell: ({ version }) => numberText(version), align: 'right' },
      { head: 'IN', cell: (version) => numberText(version.in), align: 'right' },
      { head: 'CANNOT TELL', cell: ({ cannotTell }) => numberText(cannotTell), align: 'right' },
      { head: 'SAVED', cell: ({ savedAt, author }) => `${instantText(savedAt)} by ${author}` },
      { head: 'SAYS', cell: ({ cohort, note }) => (note === undefined ? cohort.text : `${cohort.text}  (${note})`) },
    ],
    versions,
  ),
  ...usedBy.flatMap(({ name: rollout, state, version }, place) => [
    ...(place === 0 ? ['', 'Used by'] : []),
    `  version ${version}  ${rollout} (${state})`,
  ]),
];
