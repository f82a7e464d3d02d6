import { factText, type ProblemKinds } from './problem-kind.js';

/** Publishers, packages and vehicles on their way in, and who may say yes to what. */
export const problemsOfIntake = {
  'key-not-registered': {
    status: 422,
    title: 'No publisher has this key',
    shows: ['kid'],
    sentence: (facts) =>
      `The declaration is signed with the key ${factText(facts, 'kid', 'of nobody')}, which no publisher has registered: register its public half first, or sign with a registered key.`,
  },
  'key-revoked': {
    status: 422,
    title: 'The key was revoked',
    shows: ['kid'],
    sentence: (facts) =>
      `The key ${factText(facts, 'kid', '')} was revoked and is never accepted again: sign with another key of the publisher.`,
  },
  'key-taken': {
    status: 409,
    title: 'The key belongs to another publisher',
    shows: ['kid', 'publisher'],
    sentence: (facts) =>
      `The key ${factText(facts, 'kid', '')} is registered for the publisher "${factText(facts, 'publisher', '')}": use that name, or make a key of your own.`,
  },
  'key-not-yet-valid': {
    status: 422,
    title: 'The key is not good yet',
    shows: ['kid', 'notBefore'],
    sentence: (facts) =>
      `The key ${factText(facts, 'kid', '')} is good from ${factText(facts, 'notBefore', 'a later day')} on: sign with another key of the publisher, or wait.`,
  },
  'key-expired': {
    status: 422,
    title: 'The key has expired',
    shows: ['kid', 'notAfter'],
    sentence: (facts) =>
      `The key ${factText(facts, 'kid', '')} was good until ${factText(facts, 'notAfter', 'an earlier day')}; what came in before stays good, but this has to be signed with a newer key of the publisher.`,
  },
  'hardware-not-allowed': {
    status: 422,
    title: 'The key is not for this hardware',
    shows: ['kid', 'hardwareIds', 'allowed'],
    sentence: (facts) =>
      `The key ${factText(facts, 'kid', '')} may not sign for ${factText(facts, 'hardwareIds', 'this hardware')}, only for ${factText(facts, 'allowed', 'other hardware')}: correct the declared hardware, or sign with the key that is meant for it.`,
  },
  'key-terms-differ': {
    status: 409,
    title: 'The key is registered with other terms',
    shows: ['kid', 'differs'],
    sentence: (facts) =>
      `The key ${factText(facts, 'kid', '')} is registered already, and ${factText(facts, 'differs', 'something said of it')} differs; what was registered never changes: register another key with the new terms.`,
  },
  'package-differs': {
    status: 409,
    title: 'There is another package of this version',
    shows: ['name', 'version', 'differs'],
    sentence: (facts) =>
      `The package "${factText(facts, 'name', '')}" ${factText(facts, 'version', '')} is on file already, and ${factText(facts, 'differs', 'its content')} differs; what was filed never changes: raise the version.`,
  },
  'document-not-valid': {
    status: 422,
    title: 'This is no such document',
    shows: ['kind', 'why'],
    sentence: (facts) =>
      `This cannot be attached as ${factText(facts, 'kind', 'document')}: ${factText(facts, 'why', 'it cannot be read')}. An SBOM is CycloneDX JSON, a provenance an in-toto statement in JSON.`,
  },
  'type-approval-missing': {
    status: 409,
    title: 'The type approval is still sought',
    shows: ['name', 'version'],
    sentence: (facts) =>
      `${factText(facts, 'name', 'This release')} ${factText(facts, 'version', '')} affects a type-approved system and its approval is still sought: publish it with the reference of the approval once that is granted.`,
  },
  'package-contradicted': {
    status: 422,
    title: 'The file says otherwise than its declaration',
    shows: ['name', 'version', 'findings'],
    sentence: (facts) =>
      `The file of "${factText(facts, 'name', '')}" ${factText(facts, 'version', '')} was looked into: ${factText(facts, 'findings', 'it contradicts its declaration')}. Declare what the file says, or let an administrator change the rule (PACKAGE_RULES).`,
  },
  'bytes-missing': {
    status: 409,
    title: 'The bytes have not arrived',
    shows: ['id', 'received', 'expected'],
    sentence: (facts) =>
      `The bytes of the upload ${factText(facts, 'id', '')} have not arrived whole: ${factText(facts, 'received', '0')} of ${factText(facts, 'expected', 'all')} are here. Send the others to its address first, then finish.`,
  },
  'upload-busy': {
    status: 423,
    title: 'The upload is in use',
    shows: ['id'],
    sentence: (facts) =>
      `Another connection is sending to the upload ${factText(facts, 'id', '')} or finishing it: try again in a few seconds.`,
  },
  'offset-differs': {
    status: 409,
    title: 'The upload goes on elsewhere',
    shows: ['id'],
    sentence: (facts) =>
      `The upload ${factText(facts, 'id', '')} does not go on at the offset that was sent: ask with HEAD where it does.`,
  },
  'tus-version-needed': {
    status: 412,
    title: 'Another version of tus',
    shows: [],
    sentence: () => 'Uploads are spoken with tus 1.0.0: send the header Tus-Resumable: 1.0.0.',
  },
  'vehicles-unknown': {
    status: 422,
    title: 'Some vehicles are not known',
    shows: ['vehicles', 'count', 'lines'],
    sentence: (facts) =>
      `${factText(facts, 'count', 'Some')} of the listed vehicles are not registered: ${factText(facts, 'vehicles', 'see the list')}. Register them first, or leave them out.`,
  },
  'list-not-valid': {
    status: 422,
    title: 'The list cannot be read',
    shows: ['line', 'says'],
    sentence: (facts) =>
      `The list cannot be read at line ${factText(facts, 'line', '1')}: ${factText(facts, 'says', 'it names no vehicle')}. Write one controller id a line.`,
  },
  'safety-approver-needed': {
    status: 403,
    title: 'A safety approver is needed',
    shows: [],
    sentence: () =>
      'A safety or recall text goes live only when a person with the role safety-approver has said yes as well: ask one of them.',
  },
  'roles-beyond-own': {
    status: 403,
    title: 'A token may not do more than you',
    shows: ['roles'],
    sentence: (facts) =>
      `You do not have the role ${factText(facts, 'roles', 'that you want to give')} yourself, so a token of yours cannot have it: leave it out.`,
  },
  'machine-may-not-issue': {
    status: 403,
    title: 'A machine may not issue tokens',
    shows: [],
    sentence: () => 'An API token cannot make another one: a person must sign in and do it.',
  },
} as const satisfies ProblemKinds;
