/** Every code a DomainError may carry, by room. The problem catalogue (http-edge) has one sentence for each; a test compares. */
export const ERROR_CODES = [
  // vocabulary
  'bad-id',
  'bad-instant',
  'bad-duration',
  'bad-share',
  'bad-version',
  'bad-digest',
  'not-canonical',
  'bad-request',
  'bad-settings',
  'not-found',
  'revision-conflict',
  // http-edge
  'body-too-large',
  'media-type-not-supported',
  'port-in-use',
  'port-closed',
  'unexpected',
  // people
  'not-signed-in',
  'token-not-valid',
  'role-missing',
  'author-is-approver',
  'machine-may-not-approve',
  'identity-provider-away',
  // keep
  'database-away',
  'database-in-use',
  'database-binaries-missing',
  'database-directory-closed',
  'database-disk-full',
  'database-did-not-start',
  'store-full',
  'store-away',
  'artifact-missing',
  'size-differs',
  'digest-differs',
  'upload-cut',
  'bad-range',
  // update-trust
  'bad-declaration',
  'bad-public-key',
  'bad-private-key',
  'private-key-offered',
  'algorithm-not-allowed',
  'other-key-signed',
  'signature-not-valid',
  // release-notes
  'note-not-valid',
  // rollout-engine
  'plan-not-workable',
  // operations
  'name-taken',
  'wrong-state',
  'stage-not-ready',
  'too-many-attributes',
  'download-taken-back',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];
