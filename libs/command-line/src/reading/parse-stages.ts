import { DomainError, parseDuration, parseShare } from '@tidings/vocabulary';
import { InvalidArgumentError } from 'commander';

/** One stage, in the words of the release desk. */
export interface TypedStage {
  readonly share: string;
  readonly soak: string;
  readonly minimumAnswers: number;
  readonly needsApproval: boolean;
}

const FORM = 'write SHARE:SOAK:ANSWERS, as in 1%:24h:20, and ! behind it where a person must say yes';

/**
 * '1%:24h:20,10%:24h:50!,100%:24h:100': share of the cohort, least time open, least answers; '!': a person opens the next one.
 * Errors: InvalidArgumentError naming the stage that cannot be read.
 */
export const parseStages = (text: string): readonly TypedStage[] => text.split(',').map(stageOf);

function stageOf(typed: string): TypedStage {
  const text = typed.trim();
  const [, share, soak, answers, mark] = /^([^:]+):([^:]+):(\d{1,8})(!?)$/.exec(text) ?? [];
  if (share === undefined || soak === undefined || !isReadable(share, soak))
    throw new InvalidArgumentError(`The stage "${text}" cannot be read: ${FORM}.`);
  return { share: share.trim(), soak: soak.trim(), minimumAnswers: Number(answers), needsApproval: mark === '!' };
}

function isReadable(share: string, soak: string): boolean {
  try {
    parseShare(share);
    parseDuration(soak.trim());
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
