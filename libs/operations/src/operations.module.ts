import { Global, Module } from '@nestjs/common';
import { AddEvidence } from './evidence/add-evidence.js';
import { ChangeRing } from './cohorts/change-ring.js';
import { CreateRing } from './cohorts/create-ring.js';
import { DeleteCohort } from './cohorts/delete-cohort.js';
import { FileList } from './cohorts/file-list.js';
import { SaveCohort } from './cohorts/save-cohort.js';
import { SealJournal } from './journal/seal-journal.js';
import { ApproveNote } from './notes/approve-note.js';
import { SubmitNote } from './notes/submit-note.js';
import { RecordNobodyToAsk } from './owners/record-nobody-to-ask.js';
import { RecordOwnerDecision } from './owners/record-owner-decision.js';
import { BeginUpload } from './packages/begin-upload.js';
import { CollectArtifacts } from './packages/collect-artifacts.js';
import { CollectUploads } from './packages/collect-uploads.js';
import { DropUpload } from './packages/drop-upload.js';
import { FinishUpload } from './packages/finish-upload.js';
import { LookAtUpload } from './packages/look-at-upload.js';
import { ReadingsAgain } from './packages/readings-again.js';
import { OpenPackage } from './packages/open-package.js';
import { ProtectArtifacts } from './packages/protect-artifacts.js';
import { InspectArtifact } from './packages/inspect-artifact.js';
import { ReceiveBytes } from './packages/receive-bytes.js';
import { UploadLocks } from './packages/upload-locks.js';
import { IssueApiToken } from './people/issue-api-token.js';
import { RevokeApiToken } from './people/revoke-api-token.js';
import { WriteDossier } from './dossier/write-dossier.js';
import { AddPublisher } from './publishers/add-publisher.js';
import { RevokePublisherKey } from './publishers/revoke-publisher-key.js';
import { RotatePublisherKey } from './publishers/rotate-publisher-key.js';
import { ReadRegister } from './register/read-register.js';
import { RegisterBeforeStart } from './register/register-before-start.js';
import { RegisterTargets } from './register/register-targets.js';
import { ScanTargets } from './register/scan-targets.js';
import { ApproveRelease } from './releases/approve-release.js';
import { AttachDocument } from './releases/attach-document.js';
import { OpenDocument } from './releases/open-document.js';
import { CallBackRelease } from './releases/call-back-release.js';
import { CreateRelease } from './releases/create-release.js';
import { KeepRecalls } from './releases/keep-recalls.js';
import { PublishRelease } from './releases/publish-release.js';
import { WithdrawRelease } from './releases/withdraw-release.js';
import { AdvanceRollout } from './rollouts/advance-rollout.js';
import { ApprovePlanVersion } from './rollouts/approve-plan-version.js';
import { ApproveRollout } from './rollouts/approve-rollout.js';
import { CompareDryRuns } from './rollouts/compare-dry-runs.js';
import { ConductRollouts } from './rollouts/conduct-rollouts.js';
import { CreateRollout } from './rollouts/create-rollout.js';
import { ReleaseSliceHold } from './rollouts/release-slice-hold.js';
import { DryRunRollout } from './rollouts/dry-run-rollout.js';
import { KeepDryRuns } from './rollouts/keep-dry-runs.js';
import { ResumeRollout } from './rollouts/resume-rollout.js';
import { RevisePlan } from './rollouts/revise-plan.js';
import { StartRollout } from './rollouts/start-rollout.js';
import { StopRollout } from './rollouts/stop-rollout.js';
import { GiveStopAll } from './stop-all/give-stop-all.js';
import { LiftStopAll } from './stop-all/lift-stop-all.js';
import { AnswerPoll } from './vehicles/answer-poll.js';
import { CloseAttempt } from './vehicles/close-attempt.js';
import { CloseUnansweredCancels } from './vehicles/close-unanswered-cancels.js';
import { DecideForVehicle } from './vehicles/decide-for-vehicle.js';
import { DeclareAttribute } from './vehicles/declare-attribute.js';
import { TagVehicles } from './vehicles/tag-vehicles.js';
import { FlushContacts } from './vehicles/flush-contacts.js';
import { ImportVehicles } from './vehicles/import-vehicles.js';
import { HoldVehicle } from './vehicles/hold-vehicle.js';
import { ListArtifacts } from './vehicles/list-artifacts.js';
import { NoteContactHours } from './vehicles/note-contact-hours.js';
import { OpenArtifact } from './vehicles/open-artifact.js';
import { OpenCancel } from './vehicles/open-cancel.js';
import { OpenDeployment } from './vehicles/open-deployment.js';
import { RecordAttributes } from './vehicles/record-attributes.js';
import { RecordReport } from './vehicles/record-report.js';
import { RegisterVehicles } from './vehicles/register-vehicles.js';
import { UnholdVehicle } from './vehicles/unhold-vehicle.js';
import { VerifyEvidence } from './verification/verify-evidence.js';
import { WatchControl } from './rollouts/watch-control.js';
import { WatchAttempts } from './vehicles/watch-attempts.js';

const OPERATIONS = [
  AddEvidence,
  AddPublisher,
  AdvanceRollout,
  AnswerPoll,
  ApproveNote,
  ApprovePlanVersion,
  ApproveRelease,
  ApproveRollout,
  AttachDocument,
  BeginUpload,
  CallBackRelease,
  ChangeRing,
  CloseAttempt,
  CloseUnansweredCancels,
  CollectArtifacts,
  CollectUploads,
  ConductRollouts,
  CreateRelease,
  CreateRing,
  CreateRollout,
  DecideForVehicle,
  DeclareAttribute,
  DeleteCohort,
  FileList,
  DropUpload,
  DryRunRollout,
  FlushContacts,
  FinishUpload,
  GiveStopAll,
  ImportVehicles,
  HoldVehicle,
  InspectArtifact,
  IssueApiToken,
  KeepRecalls,
  LiftStopAll,
  CompareDryRuns,
  NoteContactHours,
  KeepDryRuns,
  ListArtifacts,
  LookAtUpload,
  OpenArtifact,
  OpenCancel,
  OpenDeployment,
  OpenDocument,
  PublishRelease,
  ReadingsAgain,
  OpenPackage,
  ProtectArtifacts,
  ReceiveBytes,
  ReadRegister,
  RecordAttributes,
  RecordNobodyToAsk,
  RecordOwnerDecision,
  RecordReport,
  RegisterBeforeStart,
  RegisterTargets,
  RegisterVehicles,
  ReleaseSliceHold,
  ResumeRollout,
  RevisePlan,
  RevokeApiToken,
  RevokePublisherKey,
  RotatePublisherKey,
  SaveCohort,
  ScanTargets,
  SealJournal,
  StartRollout,
  StopRollout,
  SubmitNote,
  TagVehicles,
  WithdrawRelease,
  WriteDossier,
  UnholdVehicle,
  UploadLocks,
  VerifyEvidence,
  WatchAttempts,
  WatchControl,
];

/** Every verb, for any door. The ports they need come from the app's foundation. */
@Global()
@Module({ providers: OPERATIONS, exports: OPERATIONS })
export class OperationsModule {}
