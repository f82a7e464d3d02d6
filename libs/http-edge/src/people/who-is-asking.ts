import { type Actor, type ApiTokens, type Clock, DomainError, sha256Of } from '@tidings/vocabulary';
import type { IdentityVerifier } from './identity-verifier.js';

/** Tells from the Authorization header who asks: a person with an access token, or a pipeline with an API token ('tdg_...'). */
export class WhoIsAsking {
  constructor(
    private readonly people: IdentityVerifier,
    private readonly machines: ApiTokens,
    private readonly clock: Clock,
  ) {}

  /** Errors: 'not-signed-in' without a bearer token, 'token-not-valid' { because }, 'identity-provider-away' { issuer }. */
  async actorFor(authorization: string | undefined): Promise<Actor> {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new DomainError('not-signed-in');
    return token.startsWith('tdg_') ? this.machineOf(token) : this.people.personOf(token);
  }

  private async machineOf(token: string): Promise<Actor> {
    const onRecord = await this.machines.find(sha256Of(token));
    if (!onRecord) throw new DomainError('token-not-valid', { because: 'it is not known, or was revoked' });
    if (onRecord.expiresAt <= this.clock.now()) throw new DomainError('token-not-valid', { because: 'it has expired' });
    return { person: onRecord.issuedBy, name: onRecord.name, roles: onRecord.roles, by: 'machine' };
  }
}
