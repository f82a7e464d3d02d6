import { type Actor, DomainError } from '@tidings/vocabulary';

/** Four eyes: persons are compared, not accounts, and a machine never approves. Errors: 'author-is-approver', 'machine-may-not-approve'. */
export function requireOtherPerson(actor: Actor, ...authors: readonly string[]): void {
  if (actor.by === 'machine') throw new DomainError('machine-may-not-approve', { person: actor.person });
  if (authors.includes(actor.person)) throw new DomainError('author-is-approver', { person: actor.person });
}
