import type { Command } from 'commander';
import { countText, instantText } from '../../printing/amounts.js';
import { Refusal } from '../../refusal.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';

type Replay = components['schemas']['StepReplayAnswer'];
type Decided = Replay['recorded'];

export const replayRollout = (to: Command, session: Session): Command =>
  to
    .command('replay <rollout>')
    .description('make every decision again from what was looked at then, and compare')
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const answer = await answered(desk.GET('/api/rollouts/{id}/replay', { params: { path } }));
      const differences = answer.steps.filter(({ isSame }) => isSame === false);
      session.show(answer, options, () => [
        ...answer.steps.map(lineOf),
        ...(differences.length === 0 ? [`${countText(answer.steps.length, 'step')}, no difference.`] : []),
      ]);
      if (differences.length > 0)
        throw new Refusal([
          `${countText(differences.length, 'step')} of ${answer.steps.length} ${differences.length === 1 ? 'does' : 'do'} not follow from what was looked at.`,
          ...differences.flatMap(differenceLines),
        ]);
    });

function lineOf({ revision, at, by, recorded, isSame }: Replay): string {
  const found = isSame === undefined ? `not recomputed: ${personsReason(recorded)}` : isSame ? 'same' : 'DIFFERENT';
  return `${revision}  ${instantText(at)}  ${recorded.kind} by ${by}  ${found}`;
}

function personsReason({ reasons }: Decided): string {
  const why = reasons.find(({ code }) => code === 'person')?.wants;
  return why === undefined ? 'a person did it' : `a person did it: ${why}`;
}

const differenceLines = ({ revision, recorded, recomputed }: Replay): readonly string[] => [
  `  step ${revision}`,
  `    recorded    ${decidedText(recorded)}`,
  `    recomputed  ${recomputed ? decidedText(recomputed) : 'nothing: what was looked at is not on record any more'}`,
];

const decidedText = ({ kind, reasons }: Decided): string =>
  `${kind}: ${reasons.map(({ code, wants, has }) => `${code}: ${has} (wanted: ${wants})`).join('; ')}`;
