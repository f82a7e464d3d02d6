import { Global, Module } from '@nestjs/common';
import { SealJournal } from './journal/seal-journal.js';
import { AdvanceRollout } from './rollouts/advance-rollout.js';
import { ApproveRollout } from './rollouts/approve-rollout.js';
import { ConductRollouts } from './rollouts/conduct-rollouts.js';
import { CreateRollout } from './rollouts/create-rollout.js';
import { ResumeRollout } from './rollouts/resume-rollout.js';
import { StartRollout } from './rollouts/start-rollout.js';
import { StopRollout } from './rollouts/stop-rollout.js';
import { AnswerPoll } from './vehicles/answer-poll.js';
import { CloseAttempt } from './vehicles/close-attempt.js';
import { CloseUnansweredCancels } from './vehicles/close-unanswered-cancels.js';
import { DecideForVehicle } from './vehicles/decide-for-vehicle.js';
import { OpenArtifact } from './vehicles/open-artifact.js';
import { OpenDeployment } from './vehicles/open-deployment.js';
import { RecordAttributes } from './vehicles/record-attributes.js';
import { RecordReport } from './vehicles/record-report.js';

const OPERATIONS = [
  AdvanceRollout,
  AnswerPoll,
  ApproveRollout,
  CloseAttempt,
  CloseUnansweredCancels,
  ConductRollouts,
  CreateRollout,
  DecideForVehicle,
  OpenArtifact,
  OpenDeployment,
  RecordAttributes,
  RecordReport,
  ResumeRollout,
  SealJournal,
  StartRollout,
  StopRollout,
];

/** Every verb, for any door. The ports they need come from the app's foundation. */
@Global()
@Module({ providers: OPERATIONS, exports: OPERATIONS })
export class OperationsModule {}
