import type { Command } from 'commander';
import { facts } from '../../printing/facts.js';
import { refuse } from '../../refusal.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { releaseIdNamed } from '../release/all-releases.js';

interface Options {
  readonly release?: string;
  readonly from?: string;
  readonly to?: string;
  readonly everyNight?: boolean;
  readonly defer?: string;
  readonly decline?: boolean;
  readonly nobody?: boolean;
  readonly edition?: string;
}
type Request = components['schemas']['OwnerDecisionRequest'];

export const decideForOwner = (to: Command, session: Session): Command =>
  to
    .command('decide <vehicle>')
    .description('keep what its owner decided about a release, as support heard it')
    .option('--release <release>', 'by id, or by name and version')
    .option('--from <instant>', 'yes, from then')
    .option('--to <instant>', 'until then; a missed span does not slide')
    .option('--every-night', 'yes, in any night; told a day before')
    .option('--defer <instant>', 'not before then')
    .option('--decline', 'no')
    .option('--nobody', 'no account and no screen: nobody can be asked')
    .option('--edition <hash>', 'hash of the text that was shown; without it the text is not proven')
    .action(async (vehicle: string, options: Options) => {
      const choice = choiceOf(options);
      const desk = await session.desk();
      const releaseId = options.release === undefined ? undefined : await releaseIdNamed(desk, options.release);
      const body: Request = {
        vehicle,
        ...choice,
        ...(releaseId !== undefined && { releaseId }),
        ...(options.edition !== undefined && { edition: options.edition }),
      };
      const kept = await answered(desk.POST('/api/owner-decisions', { body }));
      session.say(
        `Kept for ${vehicle}: ${kept.choice}.`,
        ...facts([
          ['Text', kept.edition],
          [
            'Proven',
            kept.edition === undefined ? undefined : kept.isTextProven ? 'yes' : 'no: the text shown was not named',
          ],
        ]),
      );
    });

function choiceOf({
  from,
  to,
  everyNight,
  defer,
  decline,
  nobody,
}: Options): Pick<Request, 'choice' | 'from' | 'to' | 'until'> {
  const said: Pick<Request, 'choice' | 'from' | 'to' | 'until'>[] = [
    ...(from !== undefined && to !== undefined ? [{ choice: 'accepted' as const, from, to }] : []),
    ...(everyNight === true ? [{ choice: 'every-night' as const }] : []),
    ...(defer === undefined ? [] : [{ choice: 'deferred' as const, until: defer }]),
    ...(decline === true ? [{ choice: 'declined' as const }] : []),
    ...(nobody === true ? [{ choice: 'nobody-to-ask' as const }] : []),
  ];
  if (said.length !== 1) throw refuse('Say one of: --from with --to, --every-night, --defer, --decline, --nobody.');
  return said[0]!;
}
