import { Records } from '@tidings/records';
import type { Actor, RolloutId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { requireState } from '../rollouts/require-state.js';
import { recordRegister } from './record-register.js';
import { ScanTargets } from './scan-targets.js';

/** Writes a fresh target register of a rollout that is approved or under way: so that it may start, or because the fleet has changed. */
@Injectable()
export class RegisterTargets {
  constructor(
    private readonly records: Records,
    private readonly scan: ScanTargets,
  ) {}

  /** Returns the register's number. Errors: 'not-found', 'wrong-state', those of ScanTargets. */
  async run(actor: Actor, rolloutId: RolloutId): Promise<number> {
    await this.records.write(async (tx) => requireState(await tx.rollouts.lock(rolloutId), STATES, 'register'));
    const scanned = await this.scan.run(rolloutId);
    return await this.records.write(async (tx) => {
      requireState(await tx.rollouts.lock(rolloutId), STATES, 'register');
      return await recordRegister(tx, actor, rolloutId, scanned);
    });
  }
}

const STATES = ['approved', 'running', 'paused'] as const;
