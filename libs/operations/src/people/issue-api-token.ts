import { randomBytes } from 'node:crypto';
import { ApiTokenRow, Records } from '@tidings/records';
import {
  type Actor,
  after,
  type ApiTokenId,
  Clock,
  dateOf,
  days,
  DomainError,
  IdSource,
  type Instant,
  isoOf,
  type Role,
  sha256Of,
} from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

interface DraftApiToken {
  /** What it is for, 'nightly build of Vega'. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresAt: Instant;
}

/** The longest a key that nobody looks at may be good for. */
const LONGEST = days(366);

/** Gives a pipeline a key that acts as its issuer, with no more rights than the issuer has, and never approves. */
@Injectable()
export class IssueApiToken {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** The text is told this once and kept nowhere. Errors: 'machine-may-not-issue', 'roles-beyond-own', 'bad-request' (expiry). */
  async run(actor: Actor, draft: DraftApiToken): Promise<{ readonly tokenId: ApiTokenId; readonly token: string }> {
    const now = this.clock.now();
    if (actor.by === 'machine') throw new DomainError('machine-may-not-issue');
    const beyond = draft.roles.filter((role) => !actor.roles.includes(role));
    if (beyond.length > 0) throw new DomainError('roles-beyond-own', { roles: beyond });
    checkExpiry(draft.expiresAt, now);
    // 'tdg_' lets a scanner of leaked secrets know what it has found.
    const token = `tdg_${randomBytes(32).toString('base64url')}`;
    const tokenId = this.ids.next('tok');
    await this.records.write(async (tx) => {
      await tx.rows.insert(ApiTokenRow, {
        id: tokenId,
        digest: sha256Of(token),
        name: draft.name,
        issuedBy: actor.person,
        issuerName: actor.name,
        roles: [...new Set(draft.roles)],
        issuedAt: dateOf(now),
        expiresAt: dateOf(draft.expiresAt),
      });
      await tx.journal.append({
        actor,
        act: 'api-token-issued',
        subject: tokenId,
        facts: { name: draft.name, roles: draft.roles, expiresAt: isoOf(draft.expiresAt) },
      });
    });
    return { tokenId, token };
  }
}

function checkExpiry(expiresAt: Instant, now: Instant): void {
  const must =
    expiresAt <= now ? 'must be in the future' : expiresAt > after(now, LONGEST) ? 'must be within a year' : undefined;
  if (must !== undefined) throw new DomainError('bad-request', { fields: [{ field: 'expiresAt', must: [must] }] });
}
