import { factText, type ProblemKinds } from './problem-kind.js';

/** Who asks, and what they may do. */
export const problemsOfPeople = {
  'not-signed-in': {
    status: 401,
    title: 'Nobody is signed in',
    shows: [],
    sentence: () => 'This needs to know who you are: send an access token as "Authorization: Bearer <token>".',
  },
  'token-not-valid': {
    status: 401,
    title: 'The token is not accepted',
    shows: ['because'],
    sentence: (facts) =>
      `The access token is not accepted (${factText(facts, 'because', 'it is not known')}): sign in again, or ask for a new API token.`,
  },
  'role-missing': {
    status: 403,
    title: 'Your roles do not allow this',
    shows: ['needs', 'has'],
    sentence: (facts) =>
      `This needs the role ${factText(facts, 'needs', 'of nobody')}, and you have ${factText(facts, 'has', 'none')}: ask somebody who has it.`,
  },
  'author-is-approver': {
    status: 403,
    title: 'Four eyes are needed',
    shows: [],
    sentence: () => 'You wrote or changed this yourself, so somebody else must approve it.',
  },
  'machine-may-not-approve': {
    status: 403,
    title: 'A machine may not approve',
    shows: [],
    sentence: () => 'An API token may prepare things but never approve them: a person must sign in and do it.',
  },
  'identity-provider-away': {
    status: 503,
    title: 'Sign-in cannot be checked at the moment',
    shows: [],
    sentence: () =>
      'The identity provider that checks access tokens does not answer as it should: try again in a minute, and tell the operator if it stays.',
  },
} as const satisfies ProblemKinds;
