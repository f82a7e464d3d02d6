import { Controller, type DynamicModule, Get, Module, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../people/rights.js';
import { HealthChecks, type Readiness } from './health-checks.js';

/** /healthz: this process lives. /readyz: what it needs is there (200), or not (503). */
@ApiExcludeController()
@Public()
@Controller()
class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  @Get('healthz')
  isAlive(): { readonly isAlive: true } {
    return { isAlive: true };
  }

  @Get('readyz')
  async isReady(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.checks.readiness();
    reply.code(readiness.isReady ? 200 : 503).header('cache-control', 'no-store');
    return readiness;
  }
}

@Module({ controllers: [HealthController] })
export class HealthModule {
  static of(checks: HealthChecks): DynamicModule {
    return { module: HealthModule, providers: [{ provide: HealthChecks, useValue: checks }] };
  }
}
