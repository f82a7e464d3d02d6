import type { Command } from 'commander';
import { instantText, numberText, shareOfText } from '../../printing/amounts.js';
import { type Fact, facts } from '../../printing/facts.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { releaseIdNamed } from './all-releases.js';

type Recall = components['schemas']['RecallAnswer'];

export const recallStatus = (to: Command, session: Session): Command =>
  to
    .command('recall-status <release>')
    .description('where every vehicle is that has or had a recalled release')
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const path = { id: await releaseIdNamed(desk, text) };
      const { recalls } = await answered(desk.GET('/api/releases/{id}/recalls', { params: { path } }));
      session.show(recalls, options, () =>
        recalls.length === 0 ? ['It is not called back.'] : recalls.flatMap(recallLines),
      );
    });

export const recallLines = (recall: Recall): readonly string[] => [
  `${recall.release} is called back by ${recall.calledBy} since ${instantText(recall.calledAt)}: ${recall.why}`,
  ...facts([
    ['Fix', `${recall.fix}, by the rollout "${recall.rolloutName}" (${recall.rolloutState})`],
    ['Affected', numberText(recall.affected)],
    ...recall.places.map((place): Fact => [LABELS[place.place], placeText(place, recall.affected)]),
  ]),
];

const LABELS: Readonly<Record<Recall['places'][number]['place'], string>> = {
  fixed: 'Fixed',
  'on-the-way': 'On the way',
  retired: 'Out of service',
  'no-path': 'No path',
  silent: 'Silent 30 days',
  'runs-another': 'Runs another',
  failed: 'Failed',
  waiting: 'Waiting',
};

function placeText({ vehicles, named }: Recall['places'][number], affected: number): string | undefined {
  const more = vehicles - named.length;
  if (vehicles === 0) return undefined;
  const names = named.length === 0 ? '' : `: ${named.join(', ')}${more > 0 ? ` and ${numberText(more)} more` : ''}`;
  return `${shareOfText(vehicles, affected)}${names}`;
}
