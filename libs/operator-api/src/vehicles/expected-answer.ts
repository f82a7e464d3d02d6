import { ApiProperty } from '@nestjs/swagger';
import { type PageLanguage, type WaitingKey, waitingRange, waitingSentence } from '@tidings/release-notes';
import type { ExplainedRollout, GateAnswer } from '@tidings/rollout-engine';
import { isoOf } from '@tidings/vocabulary';

const KINDS = ['now', 'between', 'cannot-say', 'never', 'under-way'] as const;

/** When a vehicle has its turn. */
export class ExpectedAnswer {
  @ApiProperty({
    enum: KINDS,
    enumName: 'ExpectedKind',
    description: 'cannot-say: a person or a fact has to change first. never: it is not meant for this vehicle.',
  })
  readonly kind!: (typeof KINDS)[number];

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    required: false,
    description: 'With "between": every stage takes only its soak.',
  })
  readonly earliest?: string;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    required: false,
    description: 'With "between": every stage takes its patience as well.',
  })
  readonly latest?: string;

  @ApiProperty({ type: 'string', description: 'One sentence for whoever asks.' })
  readonly says!: string;
}

export function expectedAnswer(
  { expected }: Pick<ExplainedRollout, 'expected'>,
  language: PageLanguage,
  timeZone: string,
): ExpectedAnswer {
  switch (expected.kind) {
    case 'now':
    case 'under-way':
      return { kind: expected.kind, says: waitingSentence(language, expected.kind) };
    case 'between': {
      const { earliest, latest } = expected;
      const says = waitingRange(language, { from: earliest, to: latest, timeZone });
      return { kind: 'between', earliest: isoOf(earliest), latest: isoOf(latest), says };
    }
    default: {
      const { kind, because } = expected;
      const says =
        typeof because === 'string' ? waitingSentence(language, because) : refusalSentence(because, language);
      return { kind, says };
    }
  }
}

/** Every gate and every reason has its sentence: a gate without one does not compile. */
export const refusalSentence = (
  { gate, reason }: Pick<GateAnswer, 'gate' | 'reason'>,
  language: PageLanguage,
): string => waitingSentence(language, (reason ?? gate) satisfies WaitingKey);
