import { TextField } from '../fields/text-field.js';

export class BeginUploadRequest {
  @TextField({
    description:
      'The declaration, signed by the publisher: a compact JWS (EdDSA, ES256, PS256 or RS256) whose payload is the RFC 8785 form of ' +
      '{ fileName, size, sha256, name, version, hardwareIds, declaredAt? } and whose header has alg, kid and typ tidings-declaration+jws.',
    longest: 16_384,
  })
  readonly declaration!: string;
}
