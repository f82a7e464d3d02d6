import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { advanceRollout } from './advance-rollout.js';
import { approveRollout } from './approve-rollout.js';
import { createRollout } from './create-rollout.js';
import { dryRunRollout } from './dry-run-rollout.js';
import { haltRollout } from './halt-rollout.js';
import { listHolds } from './list-holds.js';
import { diffPlan } from './diff-plan.js';
import { listPlanVersions } from './list-plan-versions.js';
import { listTemplates } from './list-templates.js';
import { listRolloutVehicles } from './list-rollout-vehicles.js';
import { listRollouts } from './list-rollouts.js';
import { pauseRollout } from './pause-rollout.js';
import { releaseHold } from './release-hold.js';
import { registerTargets } from './register-targets.js';
import { replayRollout } from './replay-rollout.js';
import { resumeRollout } from './resume-rollout.js';
import { reviseRollout } from './revise-rollout.js';
import { showRollout } from './show-rollout.js';
import { startRollout } from './start-rollout.js';

export function rolloutCommands(program: Command, session: Session): void {
  const rollout = program.command('rollout').description('the intent to bring vehicles to a release, in stages');
  for (const add of COMMANDS) add(rollout, session);
}

const COMMANDS = [
  createRollout,
  approveRollout,
  registerTargets,
  dryRunRollout,
  startRollout,
  showRollout,
  listRollouts,
  listRolloutVehicles,
  pauseRollout,
  resumeRollout,
  advanceRollout,
  haltRollout,
  listHolds,
  releaseHold,
  reviseRollout,
  listPlanVersions,
  diffPlan,
  listTemplates,
  replayRollout,
];
