import { DomainError, parseDuration, parseShare } from '@tidings/vocabulary';
import { InvalidArgumentError } from 'commander';

/** One stage, in the words of the release desk: a share, a count or a ring. */
export interface TypedStage {
  readonly share?: string;
  readonly count?: number;
  readonly ring?: string;
  readonly ramp?: string;
  readonly soak: string;
  readonly minimumAnswers: number;
  readonly needsApproval: boolean;
}

const FORM =
  'write EXPOSES:SOAK:ANSWERS, as in 1%:24h:20, 500:24h:20 (vehicles) or ring=staff:24h:5; 10%/6h:24h:50 opens over 6 hours; ' +
  'put ! behind it where a person must say yes';

/**
 * 'ring=staff:24h:5,1%:24h:20,10%/6h:24h:50!,100%:24h:100': whom it exposes (share, count or ring) and over how long, least time open,
 * least answers; '!': a person opens the next one. Errors: InvalidArgumentError naming the stage that cannot be read.
 */
export const parseStages = (text: string): readonly TypedStage[] => text.split(',').map(stageOf);

function stageOf(typed: string): TypedStage {
  const text = typed.trim();
  const [, exposes, ramp, soak, answers, mark] =
    /^([^:/]+)(?:\/([^:]+))?:([^:]+):(\d{1,8})(!?)$/.exec(text)?.map((part: string | undefined) => part?.trim()) ?? [];
  const exposure = exposes === undefined ? undefined : exposureOf(exposes);
  if (exposure === undefined || soak === undefined || ![soak, ...(ramp === undefined ? [] : [ramp])].every(isLength))
    throw new InvalidArgumentError(`The stage "${text}" cannot be read: ${FORM}.`);
  return {
    ...exposure,
    ...(ramp !== undefined && { ramp }),
    soak,
    minimumAnswers: Number(answers),
    needsApproval: mark === '!',
  };
}

function exposureOf(text: string): Pick<TypedStage, 'share' | 'count' | 'ring'> | undefined {
  if (/^\d{1,9}$/.test(text)) return { count: Number(text) };
  const ring = /^ring=(.+)$/.exec(text)?.[1];
  if (ring !== undefined) return { ring };
  return isReadable(() => parseShare(text)) ? { share: text } : undefined;
}

const isLength = (text: string): boolean => isReadable(() => parseDuration(text));

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
