import type { Command } from 'commander';
import { numberText, shareOfText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import { table } from '../../printing/table.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { type CohortOptions, typedCohort, withCohortOptions } from './cohort-options.js';

type Preview = components['schemas']['CohortPreviewAnswer'];

export const previewCohort = (to: Command, session: Session): Command =>
  withCohortOptions(to.command('preview'))
    .description('whom a cohort would be: counted, broken down, and some of them')
    .option('--json', 'answer as JSON')
    .action(async (options: CohortOptions & { readonly json?: boolean }) => {
      const desk = await session.desk();
      const cohort = await typedCohort(session, desk, options);
      const preview = await answered(desk.POST('/api/cohorts/preview', { body: { cohort } }));
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
    ]),
    ...kindLines('MODEL', preview.models),
    ...kindLines('MARKET', preview.markets),
    ...kindLines('HARDWARE', preview.hardware),
    ...kindLines('VERSION', preview.versions),
    ...sampleLines(preview.sample),
  ];
}

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
