import type { NoteRevisionRow } from '@tidings/records';
import { type Actor, DomainError } from '@tidings/vocabulary';

/** As what somebody approves. A safety or recall text needs one of each, and two persons. */
export type ApprovalSlot = 'approver' | 'safety-approver';

type Approvals = Pick<NoteRevisionRow, 'needsSafetyApproval' | 'approvedBy' | 'safetyApprovedBy'>;

/**
 * The approval this person can give. Who has both roles gives the rarer one first. Who gave one already gives the same again and never
 * the other: author, approver and safety approver are three persons.
 * Errors: 'role-missing' { needs, has }, 'safety-approver-needed'.
 */
export function approvalOf({ person, roles }: Actor, text: Approvals): ApprovalSlot {
  if (person === text.approvedBy) return 'approver';
  if (person === text.safetyApprovedBy) return 'safety-approver';
  const isSafetyOpen = text.needsSafetyApproval && text.safetyApprovedBy === null;
  if (isSafetyOpen && roles.includes('safety-approver')) return 'safety-approver';
  if (text.approvedBy === null && roles.includes('approver')) return 'approver';
  if (isSafetyOpen && text.approvedBy !== null) throw new DomainError('safety-approver-needed');
  throw new DomainError('role-missing', { needs: ['approver'], has: roles });
}
