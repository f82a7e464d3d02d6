import { factText, type ProblemKinds } from './problem-kind.js';

/** Publishers' keys, declarations and their signatures. */
export const problemsOfTrust = {
  'bad-declaration': {
    status: 422,
    title: 'The declaration is not complete',
    shows: ['field', 'why'],
    sentence: (facts) =>
      `In the signed declaration, ${factText(facts, 'field', 'a field')} is wrong: ${factText(facts, 'why', 'it does not fit')}. Correct it and sign again.`,
  },
  'bad-public-key': {
    status: 422,
    title: 'The public key cannot be used',
    shows: ['why'],
    sentence: (facts) =>
      `The public key cannot be used: ${factText(facts, 'why', 'it is not a JWK')}. Send an Ed25519, P-256 or RSA public key as a JWK.`,
  },
  'bad-private-key': {
    status: 422,
    title: 'The private key cannot be used',
    shows: ['why'],
    sentence: (facts) =>
      `The private key cannot be used: ${factText(facts, 'why', 'it is not a JWK')}. Sign with an Ed25519, P-256 or RSA private key.`,
  },
  'private-key-offered': {
    status: 422,
    title: 'That is a private key',
    shows: [],
    sentence: () =>
      'You sent a private key; it was not kept, but whoever saw it can sign in your name: make a new pair, and send its public half only.',
  },
  'algorithm-not-allowed': {
    status: 422,
    title: 'The signature algorithm is not accepted',
    shows: ['alg', 'wants'],
    sentence: (facts) =>
      `The declaration is signed with ${factText(facts, 'alg', 'no algorithm')}, and this key signs with ${factText(facts, 'wants', 'another')}: sign again with the registered key.`,
  },
  'other-key-signed': {
    status: 422,
    title: 'Another key signed this',
    shows: ['kid', 'wants'],
    sentence: (facts) =>
      `The declaration names the key ${factText(facts, 'kid', 'of nobody')}, and the publisher's is ${factText(facts, 'wants', 'another')}: sign with the registered key, or register this one first.`,
  },
  'signature-not-valid': {
    status: 422,
    title: 'The signature is wrong',
    shows: ['kid'],
    sentence: (facts) =>
      `The signature does not fit the declaration and the key ${factText(facts, 'kid', '')}: the declaration was changed after signing, or another key signed it. Sign again.`,
  },
} as const satisfies ProblemKinds;
