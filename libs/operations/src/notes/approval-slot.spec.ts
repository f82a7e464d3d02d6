import { describe, expect, it } from '@jest/globals';
import type { Role } from '@tidings/vocabulary';
import { approvalOf } from './approval-slot.js';

const actor = (person: string, ...roles: Role[]) => ({ person, name: person, roles, by: 'person' as const });
const text = (parts: object) => ({ needsSafetyApproval: true, approvedBy: null, safetyApprovedBy: null, ...parts });
const both = actor('omar', 'approver', 'safety-approver');

describe('the approval somebody can give', () => {
  it.each([
    ['an approver gives the first', actor('paul', 'approver'), text({}), 'approver'],
    ['a safety approver gives the first', actor('sven', 'safety-approver'), text({}), 'safety-approver'],
    ['who has both roles gives the rarer one', both, text({}), 'safety-approver'],
    ['who has both roles gives what is missing', both, text({ safetyApprovedBy: 'sven' }), 'approver'],
    ['who gave one gives no other', both, text({ safetyApprovedBy: 'omar' }), 'safety-approver'],
    ['who gave the other gives no first', both, text({ approvedBy: 'omar' }), 'approver'],
    ['a text without danger needs no safety approver', both, text({ needsSafetyApproval: false }), 'approver'],
  ] as const)('%s', (_, person, told, slot) => expect(approvalOf(person, told)).toBe(slot));

  it.each([
    [
      'an approver cannot stand in for a safety approver',
      actor('paul', 'approver'),
      text({ approvedBy: 'oda' }),
      'safety-approver-needed',
    ],
    [
      'a safety approver cannot stand in for an approver',
      actor('sven', 'safety-approver'),
      text({ safetyApprovedBy: 'omar' }),
      'role-missing',
    ],
    [
      'a safety approver alone approves no other text',
      actor('sven', 'safety-approver'),
      text({ needsSafetyApproval: false }),
      'role-missing',
    ],
  ] as const)('%s', (_, person, told, code) =>
    expect(() => approvalOf(person, told)).toThrow(expect.objectContaining({ code })),
  );
});
