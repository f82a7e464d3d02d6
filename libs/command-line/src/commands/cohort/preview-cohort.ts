import type { Command } from 'commander';
import { numberText, shareOfText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import { table } from '../../printing/table.js';
import { parseList } from '../../reading/parse-list.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { releaseIdNamed } from '../release/all-releases.js';
import { type CohortOptions, typedCohort, withCohortOptions } from './cohort-options.js';

type Preview = components['schemas']['CohortPreviewAnswer'];

interface Options extends CohortOptions {
  readonly release?: string;
  readonly shares?: readonly string[];
  readonly json?: boolean;
}

export const previewCohort = (to: Command, session: Session): Command =>
  withCohortOptions(to.command('preview'))
    .description('whom a cohort would be: counted, broken down, who would get nothing and why, and some of them')
    .option('--release <release>', 'by id or by name and version: whom it does not fit is told as well')
    .option('--shares <shares>', 'how many vehicles these are, as in 1%,10%,100%', parseList)
    .option('--json', 'answer as JSON')
    .action(async (options: Options) => {
      const desk = await session.desk();
      const { release, shares } = options;
      const body = {
        cohort: await typedCohort(session, desk, options),
        ...(release !== undefined && { releaseId: await releaseIdNamed(desk, release) }),
        ...(shares && { shares: [...shares] }),
      };
      const preview = await answered(desk.POST('/api/cohorts/preview', { body }));
      session.show(preview, options, () => linesFor(preview));
    });

function linesFor(preview: Preview): readonly string[] {
  const fleet = preview.in + preview.out + preview.cannotTell;
  return [
    ...facts([
      ['In', shareOfText(preview.in, fleet)],
      ['Out', numberText(preview.out)],
      [
        'Cannot tell',
        preview.cannotTell === 0 ? '0' : `${numberText(preview.cannotTell)}, for want of a fact that decides: no offer`,
      ],
      ['Eligible', `${shareOfText(preview.eligible, preview.in)} of those in it`],
    ]),
    ...exclusionLines(preview.exclusions),
    ...stageLines(preview.stages),
    ...kindLines('MODEL', preview.models),
    ...kindLines('MARKET', preview.markets),
    ...kindLines('HARDWARE', preview.hardware),
    ...kindLines('VERSION', preview.versions),
    ...kindLines('MODEL YEAR', preview.modelYears),
    ...sampleLines(preview.sample),
  ];
}

const REASONS: Readonly<Record<Preview['exclusions'][number]['reason'], string>> = {
  'not-in-service': 'retired or blocked',
  held: 'held by a person',
  'in-another-rollout': 'under way in another rollout',
  'hardware-does-not-fit': 'the release has no package for its hardware',
  'already-newer': 'runs this version or a newer one',
  'no-path': 'the release cannot be installed on what it runs',
  'software-unknown': 'what it runs is not known',
  'facts-too-old': 'last heard of its hardware or software more than 90 days ago',
  'facts-disagree': 'says something else of itself than its maker filed',
};

const exclusionLines = (exclusions: Preview['exclusions']): readonly string[] =>
  exclusions.length === 0
    ? []
    : [
        '',
        ...table(
          [
            { head: 'WOULD GET NOTHING', cell: ({ reason }) => REASONS[reason] },
            { head: 'VEHICLES', cell: ({ vehicles }) => numberText(vehicles), align: 'right' },
            { head: 'SOME OF THEM', cell: ({ sample }) => sample.slice(0, NAMED).join(', ') },
          ],
          exclusions,
        ),
      ];

/** As many names as a line holds; the answer as JSON has twenty. */
const NAMED = 3;

const stageLines = (stages: Preview['stages']): readonly string[] =>
  stages.length === 0
    ? []
    : [
        '',
        ...table(
          [
            { head: 'SHARE', cell: ({ share }) => share, align: 'right' },
            { head: 'VEHICLES', cell: ({ vehicles }) => `about ${numberText(vehicles)}`, align: 'right' },
            {
              head: '95 OF 100 TIMES',
              cell: ({ atLeast, atMost }) => `${numberText(atLeast)} to ${numberText(atMost)}`,
            },
          ],
          stages,
        ),
      ];

const kindLines = (head: string, kinds: Preview['models']): readonly string[] =>
  kinds.length === 0
    ? []
    : [
        '',
        ...table(
          [
            { head, cell: ({ value }) => value ?? 'not known' },
            { head: 'VEHICLES', cell: ({ vehicles }) => numberText(vehicles), align: 'right' },
          ],
          kinds,
        ),
      ];

const sampleLines = (sample: Preview['sample']): readonly string[] =>
  sample.length === 0
    ? []
    : [
        '',
        ...table(
          [
            { head: 'SOME OF THEM', cell: ({ controllerId }) => controllerId },
            { head: 'MODEL', cell: ({ model }) => model },
            { head: 'MARKET', cell: ({ market }) => market },
            { head: 'HARDWARE', cell: ({ hardwareId }) => hardwareId },
            { head: 'VERSION', cell: ({ softwareVersion }) => softwareVersion ?? 'not known' },
          ],
          sample,
        ),
      ];
