import { type Actor, type Clock, dateOf, DomainError } from '@tidings/vocabulary';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { IssuerKeys } from './issuer-keys.js';
import { type RoleMapping, rolesInClaims } from './roles-in-claims.js';

export interface IdentitySettings {
  /** Issuer identifier of the OpenID provider, exactly as in its tokens. */
  readonly issuer: string;
  /** What access tokens for Tidings carry as `aud`. */
  readonly audience: string;
  readonly roles: RoleMapping;
}

/** Tells who holds an OpenID Connect access token (a JWT, RFC 9068): signature, issuer, audience and time are checked by jose. */
export class IdentityVerifier {
  private readonly keys: IssuerKeys;

  constructor(
    private readonly settings: IdentitySettings,
    private readonly clock: Clock,
  ) {
    this.keys = new IssuerKeys(settings.issuer);
  }

  /** Errors: 'token-not-valid' { because }, 'identity-provider-away' { issuer }. */
  async personOf(token: string): Promise<Actor> {
    const claims = await this.verifiedClaims(token);
    const person = claims.sub;
    if (!person || NOT_FOR_PEOPLE.has(person)) throw refused('its subject is nobody Tidings can know');
    const name = textIn(claims['name']) ?? textIn(claims['preferred_username']) ?? person;
    return { person, name, roles: rolesInClaims(claims, this.settings.roles), by: 'person' };
  }

  private async verifiedClaims(token: string): Promise<JWTPayload> {
    const keys = await this.keys.forVerifying();
    try {
      const { issuer, audience } = this.settings;
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: dateOf(this.clock.now()),
      });
      return payload;
    } catch (cause) {
      throw this.refusalFor(cause);
    }
  }

  private refusalFor(cause: unknown): DomainError {
    if (cause instanceof errors.JWTExpired) return refused('it has expired', cause);
    if (cause instanceof errors.JWTClaimValidationFailed)
      return refused(`its claim "${cause.claim}" does not fit`, cause);
    const because = cause instanceof errors.JOSEError ? REASONS[cause.code] : undefined;
    if (because) return refused(because, cause);
    // What is left went wrong while the keys were fetched.
    return new DomainError('identity-provider-away', { issuer: this.settings.issuer }, { cause });
  }
}

/** Asymmetric ones only: a shared secret could sign in our name. */
const ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256', 'RS256'];

/** Clocks of two well-kept servers differ by less. */
const TOLERANCE_SECONDS = 30;

/** The journal writes this name for what the conductor did; no person may come under it. */
const NOT_FOR_PEOPLE: ReadonlySet<string> = new Set(['tidings']);

const REASONS: Readonly<Record<string, string>> = {
  [errors.JWSSignatureVerificationFailed.code]: 'its signature is wrong',
  [errors.JWKSNoMatchingKey.code]: 'no key of the issuer signed it',
  [errors.JWKSMultipleMatchingKeys.code]: 'it does not say which key signed it',
  [errors.JOSEAlgNotAllowed.code]: 'its algorithm is not accepted',
  [errors.JOSENotSupported.code]: 'its algorithm is not accepted',
  [errors.JWSInvalid.code]: 'it is not a signed token',
  [errors.JWTInvalid.code]: 'it is not a signed token',
};

const refused = (because: string, cause?: unknown): DomainError =>
  new DomainError('token-not-valid', { because }, { cause });

const textIn = (claim: unknown): string | undefined => (typeof claim === 'string' && claim !== '' ? claim : undefined);
