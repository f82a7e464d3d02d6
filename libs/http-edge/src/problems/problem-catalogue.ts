import type { ProblemKinds } from './problem-kind.js';
import { problemsOfIntake } from './problems-of-intake.js';
import { problemsOfPeople } from './problems-of-people.js';
import { problemsOfRequests } from './problems-of-requests.js';
import { problemsOfRollouts } from './problems-of-rollouts.js';
import { problemsOfStarting } from './problems-of-starting.js';
import { problemsOfStorage } from './problems-of-storage.js';
import { problemsOfTrust } from './problems-of-trust.js';

/** One sentence for every error code (a test compares). A code without one is answered as 'unexpected'. */
export const problemCatalogue: ProblemKinds = {
  ...problemsOfRequests,
  ...problemsOfPeople,
  ...problemsOfStarting,
  ...problemsOfStorage,
  ...problemsOfTrust,
  ...problemsOfRollouts,
  ...problemsOfIntake,
};
