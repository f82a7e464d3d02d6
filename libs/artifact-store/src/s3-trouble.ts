import type { S3Settings } from './s3-settings.js';

/**
 * What a failed start means to the person who set S3 up: a sentence that names the setting; undefined for what is no
 * setting's fault. A door never shows it, it names hosts and keys.
 */
export function s3Trouble(settings: S3Settings, cause: unknown): string | undefined {
  const { code, message, region } = cause as Readonly<Record<'code' | 'message' | 'region', unknown>>;
  const { endpoint, bucket } = settings;
  const whatever = typeof message === 'string' ? message : String(cause);
  switch (code) {
    case 'InvalidAccessKeyId':
      return `S3_ACCESS_KEY: ${endpoint} does not know this key`;
    case 'SignatureDoesNotMatch':
      return `S3_SECRET_KEY is not the secret of S3_ACCESS_KEY at ${endpoint}`;
    case 'AccessDenied':
      return `S3_ACCESS_KEY may not use bucket ${bucket}: it needs the right to list, read, write and delete there, and once to create it`;
    case 'RequestTimeTooSkewed':
      return `The clock of this machine and that of ${endpoint} differ by more than 15 minutes: set them by NTP`;
    case 'AuthorizationHeaderMalformed':
    case 'PermanentRedirect':
    case 'IllegalLocationConstraintException':
    case 'InvalidLocationConstraint':
    case 'InvalidRegion':
      return `S3_REGION is ${settings.region}, and bucket ${bucket} is in another region${typeof region === 'string' && region !== '' ? ` (${region})` : ''}: name that one`;
    case 'BucketAlreadyExists':
      return `S3_BUCKET: ${bucket} belongs to somebody else at ${endpoint}: choose another name`;
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return `S3_ENDPOINT: nothing answers at ${endpoint} (${code}): is the server up, and is that its address`;
    case 'EPROTO':
      return `S3_ENDPOINT: ${endpoint} does not speak TLS: write http:// where the server has no certificate`;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_HAS_EXPIRED':
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `S3_ENDPOINT: the certificate of ${endpoint} is not trusted (${code}): name its authority in NODE_EXTRA_CA_CERTS`;
    default:
      return whatever.startsWith('no answer within')
        ? `S3_ENDPOINT: ${endpoint} accepts connections and says nothing (${whatever})`
        : undefined;
  }
}
