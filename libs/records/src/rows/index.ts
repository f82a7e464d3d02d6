import { ApiTokenRow } from './api-token-row.js';
import { ArtifactRow } from './artifact-row.js';
import { AttemptRow } from './attempt-row.js';
import { ControlSpellRow } from './control-spell-row.js';
import { ControlWatchRow } from './control-watch-row.js';
import { EvidenceRow } from './evidence-row.js';
import { FirstTroubleRow } from './first-trouble-row.js';
import { AttributeDeclarationRow } from './attribute-declaration-row.js';
import { ContactHourRow } from './contact-hour-row.js';
import { DryRunPartRow } from './dry-run-part-row.js';
import { DryRunRow } from './dry-run-row.js';
import { EcuRow } from './ecu-row.js';
import { EcuVersionRow } from './ecu-version-row.js';
import { CohortRow } from './cohort-row.js';
import { CohortVersionRow } from './cohort-version-row.js';
import { JournalBlockRow } from './journal-block-row.js';
import { JournalEntryRow } from './journal-entry-row.js';
import { NoteRevisionRow } from './note-revision-row.js';
import { NobodyToAskRow } from './nobody-to-ask-row.js';
import { OwnerDecisionRow } from './owner-decision-row.js';
import { PackageRow } from './package-row.js';
import { PlanVersionRow } from './plan-version-row.js';
import { PublisherKeyRow } from './publisher-key-row.js';
import { PublisherRow } from './publisher-row.js';
import { RecallRow } from './recall-row.js';
import { RecallVehicleRow } from './recall-vehicle-row.js';
import { RegisterLineRow } from './register-line-row.js';
import { RegisterRefusalRow } from './register-refusal-row.js';
import { ReleaseRow } from './release-row.js';
import { ReportRow } from './report-row.js';
import { RingMembershipRow } from './ring-membership-row.js';
import { RingRow } from './ring-row.js';
import { RolloutRow } from './rollout-row.js';
import { RolloutStepRow } from './rollout-step-row.js';
import { RolloutTallyRow } from './rollout-tally-row.js';
import { SliceHoldRow } from './slice-hold-row.js';
import { StopAllRow } from './stop-all-row.js';
import { TargetRegisterRow } from './target-register-row.js';
import { UploadRow } from './upload-row.js';
import { VehicleContactRow } from './vehicle-contact-row.js';
import { VehicleListMemberRow } from './vehicle-list-member-row.js';
import { VehicleListRow } from './vehicle-list-row.js';
import { VehicleHoldRow } from './vehicle-hold-row.js';
import { VehicleRow } from './vehicle-row.js';

/** Classes, never globs: works in dist, tests and bundles alike. */
export const ENTITIES = [
  ApiTokenRow,
  ArtifactRow,
  AttemptRow,
  ControlSpellRow,
  ControlWatchRow,
  EvidenceRow,
  FirstTroubleRow,
  AttributeDeclarationRow,
  ContactHourRow,
  DryRunPartRow,
  DryRunRow,
  EcuRow,
  EcuVersionRow,
  CohortRow,
  CohortVersionRow,
  JournalBlockRow,
  JournalEntryRow,
  NoteRevisionRow,
  NobodyToAskRow,
  OwnerDecisionRow,
  PackageRow,
  PlanVersionRow,
  PublisherKeyRow,
  PublisherRow,
  RecallRow,
  RecallVehicleRow,
  RegisterLineRow,
  RegisterRefusalRow,
  ReleaseRow,
  ReportRow,
  RingMembershipRow,
  RingRow,
  RolloutRow,
  RolloutStepRow,
  RolloutTallyRow,
  SliceHoldRow,
  StopAllRow,
  TargetRegisterRow,
  UploadRow,
  VehicleContactRow,
  VehicleListMemberRow,
  VehicleListRow,
  VehicleHoldRow,
  VehicleRow,
] as const;
