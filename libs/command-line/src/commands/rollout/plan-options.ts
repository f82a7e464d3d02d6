import type { Command } from 'commander';
import { parseContinuous, type TypedContinuous } from '../../reading/parse-continuous.js';
import { parseCount } from '../../reading/parse-count.js';
import { parseFreeze, type TypedFreeze } from '../../reading/parse-freeze.js';
import { parseGuardrail } from '../../reading/parse-guardrail.js';
import { parseRetry, type TypedRetry } from '../../reading/parse-retry.js';
import { parseStages, type TypedStage } from '../../reading/parse-stages.js';
import { parseWindow, type TypedWindow } from '../../reading/parse-window.js';
import { planIn } from '../../reading/plan-file.js';
import type { components } from '../../release-desk/openapi.js';
import type { Session } from '../../session.js';

type Plan = components['schemas']['PlanRequest'];

export interface PlanOptions {
  readonly plan?: string;
  readonly template?: NonNullable<Plan['template']>;
  readonly stages?: readonly TypedStage[];
  readonly purpose?: NonNullable<Plan['purpose']>;
  readonly priority?: number;
  readonly failureLimit?: string;
  readonly silentAfter?: string;
  readonly stalledAfter?: string;
  readonly inFlight?: number;
  readonly guardrail?: NonNullable<NonNullable<Plan['guardrails']>['limits']>;
  readonly window?: TypedWindow;
  readonly freeze?: readonly TypedFreeze[];
  readonly startsAt?: string;
  readonly retry?: TypedRetry;
  readonly continuous?: TypedContinuous;
  readonly consent?: NonNullable<Plan['consent']>;
}

export const withPlanOptions = (command: Command): Command =>
  command
    .option('--plan <file>', 'a plan as JSON, in the words of the API; what is typed beside it goes before it')
    .option('--template <template>', 'where what is left out comes from: careful, standard, urgent-safety or recall')
    .option(
      '--stages <stages>',
      'EXPOSES:SOAK:ANSWERS, as in ring=staff:24h:5,500:24h:20,10%/6h:24h:50!,100%:24h:100 (docs/plans.md)',
      parseStages,
    )
    .option('--purpose <purpose>', 'recall, safety, security, quality or feature')
    .option('--priority <number>', 'higher goes first among rollouts of the same class', Number)
    .option('--failure-limit <share>', 'the share of started cars that may fail, as in 2%')
    .option('--silent-after <length>', 'a started car not heard of for this long counts as bad, as in 24h')
    .option('--stalled-after <length>', 'a started car that makes no progress for this long counts as bad, as in 3d')
    .option('--in-flight <count>', 'cars at a time in the first stage', parseCount)
    .option('--guardrail <limit>', 'as in rollback=0.5% or better=off; may be given several times', parseGuardrail)
    .option('--window <hours>', "daily, in each car's local time, as in 22:00-05:00", parseWindow)
    .option(
      '--freeze <days>',
      'no new offers, as in 2026-12-20..2027-01-06:Christmas; may be given several times',
      parseFreeze,
    )
    .option('--starts-at <instant>', 'starts by itself then, as in 2026-12-01T06:00:00Z')
    .option('--retry <policy>', 'TRIES:APART:FAILURES, as in 3:24h:download+precondition-not-met', parseRetry)
    .option('--continuous <end>', 'open for late joiners until: withdrawn, quiet:30d or an instant', parseContinuous)
    .option('--consent <consent>', 'tells, asks or workshop');

/** As typed, over what the file says. What both leave out has the default of the template, or stays as it is. Errors: Refusal (the file). */
export const wantedPlan = async (session: Session, options: PlanOptions): Promise<Plan> => ({
  ...(options.plan !== undefined && (await planIn(session.pathOf(options.plan)))),
  ...typedPlan(options),
});

const typedPlan = (options: PlanOptions): Plan => ({
  ...(options.template !== undefined && { template: options.template }),
  ...(options.stages && { stages: [...options.stages] }),
  ...(options.purpose !== undefined && { purpose: options.purpose }),
  ...(options.priority !== undefined && { priority: options.priority }),
  ...(options.failureLimit !== undefined && { failureLimit: options.failureLimit }),
  ...(options.silentAfter !== undefined && { silentAfter: options.silentAfter }),
  ...(options.stalledAfter !== undefined && { stalledAfter: options.stalledAfter }),
  ...(options.inFlight !== undefined && { inFlightAtFirst: options.inFlight }),
  ...(options.guardrail && { guardrails: { limits: [...options.guardrail] } }),
  ...(options.window && { window: options.window }),
  ...(options.freeze && { freezes: options.freeze.map(freezeOf) }),
  ...(options.startsAt !== undefined && { startsAt: options.startsAt }),
  ...(options.retry && { retry: retryOf(options.retry) }),
  ...(options.continuous && { continuous: options.continuous }),
  ...(options.consent !== undefined && { consent: options.consent }),
});

const freezeOf = ({ markets, ...freeze }: TypedFreeze) => ({ ...freeze, ...(markets && { markets: [...markets] }) });

/** Which failures there are is for the release desk to say. */
const retryOf = ({ classes, ...retry }: TypedRetry): NonNullable<Plan['retry']> => ({
  ...retry,
  classes: classes as NonNullable<Plan['retry']>['classes'],
});
