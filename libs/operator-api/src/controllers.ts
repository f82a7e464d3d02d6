import { EvidenceController } from './evidence/evidence.controller.js';
import { JournalController } from './journal/journal.controller.js';
import { NotesController } from './notes/notes.controller.js';
import { OwnerDecisionsController } from './owners/owner-decisions.controller.js';
import { PackageBytesController } from './packages/package-bytes.controller.js';
import { PackagesController } from './packages/packages.controller.js';
import { UploadsController } from './packages/uploads.controller.js';
import { ApiTokensController } from './people/api-tokens.controller.js';
import { PublishersController } from './publishers/publishers.controller.js';
import { DossierController } from './dossier/dossier.controller.js';
import { ReleaseEndsController } from './releases/release-ends.controller.js';
import { ReleaseDocumentsController } from './releases/release-documents.controller.js';
import { ReleasesController } from './releases/releases.controller.js';
import { DryRunsController } from './rollouts/dry-runs.controller.js';
import { RolloutGuardrailsController } from './rollouts/rollout-guardrails.controller.js';
import { CohortsController } from './cohorts/cohorts.controller.js';
import { RingsController } from './cohorts/rings.controller.js';
import { VehicleListsController } from './cohorts/vehicle-lists.controller.js';
import { PlanTemplatesController } from './rollouts/plan-templates.controller.js';
import { RolloutMovesController } from './rollouts/rollout-moves.controller.js';
import { RolloutPlansController } from './rollouts/rollout-plans.controller.js';
import { RolloutStepsController } from './rollouts/rollout-steps.controller.js';
import { RegisterController } from './rollouts/register.controller.js';
import { RolloutsController } from './rollouts/rollouts.controller.js';
import { StopAllController } from './stop-all/stop-all.controller.js';
import { VehicleExportsController } from './vehicles/export/vehicle-exports.controller.js';
import { VehicleImportsController } from './vehicles/import/vehicle-imports.controller.js';
import { AttributesController } from './vehicles/record/attributes.controller.js';
import { VehicleRecordsController } from './vehicles/record/vehicle-records.controller.js';
import { UploadPageController } from './upload-page/upload-page.controller.js';
import { VehicleHoldsController } from './vehicles/vehicle-holds.controller.js';
import { VerificationController } from './verification/verification.controller.js';
import { VehiclesController } from './vehicles/vehicles.controller.js';

/** Every route of this API. */
export const CONTROLLERS = [
  PublishersController,
  UploadsController,
  UploadPageController,
  PackagesController,
  PackageBytesController,
  ReleasesController,
  ReleaseDocumentsController,
  ReleaseEndsController,
  NotesController,
  CohortsController,
  RingsController,
  VehicleListsController,
  RolloutsController,
  RolloutMovesController,
  RegisterController,
  DossierController,
  RolloutGuardrailsController,
  RolloutPlansController,
  PlanTemplatesController,
  DryRunsController,
  RolloutStepsController,
  StopAllController,
  EvidenceController,
  VehiclesController,
  VehicleRecordsController,
  VehicleImportsController,
  VehicleExportsController,
  AttributesController,
  VehicleHoldsController,
  OwnerDecisionsController,
  ApiTokensController,
  JournalController,
  VerificationController,
];
