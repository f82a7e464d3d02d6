import { Controller, type DynamicModule, Get, Module, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError, Log } from '@tidings/vocabulary';
import type { FastifyReply } from 'fastify';
import { Public } from '../people/rights.js';

/** Something a door needs to do its work: resolves when it is there, throws when it is not. */
export interface HealthCheck {
  readonly name: string;
  readonly check: () => Promise<unknown>;
}

export interface Readiness {
  readonly isReady: boolean;
  /** Name of the check -> 'ok', or the code of what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
}

/** /healthz: this process lives. /readyz: what it needs is there (200), or not (503); reasons go to the log only. */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly checks: HealthChecks,
    private readonly log: Log,
  ) {}

  @Get('healthz')
  isAlive(): { readonly isAlive: true } {
    return { isAlive: true };
  }

  @Get('readyz')
  async isReady(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const results = await Promise.all(
      this.checks.all.map(async (one) => [one.name, await this.resultOf(one)] as const),
    );
    const isReady = results.every(([, result]) => result === 'ok');
    reply.code(isReady ? 200 : 503).header('cache-control', 'no-store');
    return { isReady, checks: Object.fromEntries(results) };
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

/** The checks of one door. */
class HealthChecks {
  constructor(readonly all: readonly HealthCheck[]) {}
}

@Module({})
export class HealthModule {
  static of(checks: readonly HealthCheck[], log: Log): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [
        { provide: HealthChecks, useValue: new HealthChecks(checks) },
        { provide: Log, useValue: log },
      ],
    };
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
