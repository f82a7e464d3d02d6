import { ArtifactsAreProtected1763788600000 } from './artifacts-are-protected.js';
import { AttemptsGiveWay1763770500000 } from './attempts-give-way.js';
import { CohortsHaveNames1763781000000 } from './cohorts-have-names.js';
import { DryRunsKnowKinds1763792000000 } from './dry-runs-know-kinds.js';
import { DryRunsTellProgress1763790000000 } from './dry-runs-tell-progress.js';
import { GatesAskMore1763781600000 } from './gates-ask-more.js';
import { ContactsHaveHours1763794000000 } from './contacts-have-hours.js';
import { ControlWatched1763780400014 } from './control-watched.js';
import { GuardrailsWatch1763780400004 } from './guardrails-watch.js';
import { NamesAreFoundByPrefix1763796000000 } from './names-are-found-by-prefix.js';
import { PackagesAreInspected1763797000000 } from './packages-are-inspected.js';
import { PlansHaveVersions1763786000000 } from './plans-have-versions.js';
import { ReleasesBecomeAvailable1763790000000 } from './releases-become-available.js';
import { RegistersRefuse1763788000000 } from './registers-refuse.js';
import { ReleasesAreTakenBack1763785000000 } from './releases-are-taken-back.js';
import { ReleasesSayMore1763798000000 } from './releases-say-more.js';
import { RolloutsHaveDryRuns1763787500000 } from './rollouts-have-dry-runs.js';
import { RowsAreSealed1763791000000 } from './rows-are-sealed.js';
import { SoaksAreWatched1763793000000 } from './soaks-are-watched.js';
import { SealsAreNumbered1763795000000 } from './seals-are-numbered.js';
import { StopAllIsRecorded1763784000000 } from './stop-all-is-recorded.js';
import { TargetsAreRegistered1763787000000 } from './targets-are-registered.js';
import { TheHouseStands1763769600000 } from './the-house-stands.js';
import { UploadsResume1763799000000 } from './uploads-resume.js';
import { VehiclesHaveEcus1763780500000 } from './vehicles-have-ecus.js';

export const MIGRATIONS = [
  TheHouseStands1763769600000,
  AttemptsGiveWay1763770500000,
  GuardrailsWatch1763780400004,
  ControlWatched1763780400014,
  VehiclesHaveEcus1763780500000,
  CohortsHaveNames1763781000000,
  StopAllIsRecorded1763784000000,
  ReleasesAreTakenBack1763785000000,
  PlansHaveVersions1763786000000,
  UploadsResume1763799000000,
  TargetsAreRegistered1763787000000,
  RolloutsHaveDryRuns1763787500000,
  RegistersRefuse1763788000000,
  ArtifactsAreProtected1763788600000,
  GatesAskMore1763781600000,
  DryRunsTellProgress1763790000000,
  ReleasesBecomeAvailable1763790000000,
  RowsAreSealed1763791000000,
  DryRunsKnowKinds1763792000000,
  SoaksAreWatched1763793000000,
  ContactsHaveHours1763794000000,
  SealsAreNumbered1763795000000,
  NamesAreFoundByPrefix1763796000000,
  PackagesAreInspected1763797000000,
  ReleasesSayMore1763798000000,
] as const;
