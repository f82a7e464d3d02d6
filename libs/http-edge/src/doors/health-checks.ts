import { DomainError, type Log } from '@tidings/vocabulary';

/** Something a door needs to do its work: resolves when it is there, throws when it is not. */
export interface HealthCheck {
  readonly name: string;
  readonly check: () => Promise<unknown>;
}

/** Something worth telling that makes nobody unready. */
export interface HealthRemark {
  readonly name: string;
  readonly now: () => string;
}

export interface Readiness {
  readonly isReady: boolean;
  /** Name of the remark -> what it says; name of the check -> 'ok', 'too-slow', the code of what is wrong, or 'failed'. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Asks everything a door needs, at once. Reasons go to the log only: whoever asks may be a stranger. */
export class HealthChecks {
  constructor(
    private readonly all: readonly HealthCheck[],
    private readonly log: Log,
    private readonly remarks: readonly HealthRemark[] = [],
  ) {}

  async readiness(): Promise<Readiness> {
    const results = await Promise.all(this.all.map(async (one) => [one.name, await this.resultOf(one)] as const));
    const remarks = this.remarks.map(({ name, now }) => [name, now()] as const);
    const isReady = results.every(([, result]) => result === 'ok');
    return { isReady, checks: Object.fromEntries([...results, ...remarks]) };
  }

  private async resultOf(one: HealthCheck): Promise<string> {
    try {
      return await withinPatience(one.check());
    } catch (cause) {
      this.log.warn('a health check failed', { check: one.name, cause });
      return cause instanceof DomainError ? cause.code : 'failed';
    }
  }
}

/** Probes of orchestrators give up after a second or more: a check that hangs must not make the answer hang. */
const PATIENCE_MS = 1_000;

async function withinPatience(check: Promise<unknown>): Promise<'ok' | 'too-slow'> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<'too-slow'>((resolve) => {
    timer = setTimeout(() => resolve('too-slow'), PATIENCE_MS);
  });
  try {
    return await Promise.race([check.then(() => 'ok' as const), patience]);
  } finally {
    clearTimeout(timer);
  }
}
