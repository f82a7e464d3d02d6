import type { DemoPerson } from '@tidings/embedded-defaults';

/** The people of the demo; the local identity provider knows them, and nobody else. */
export const DEMO_PEOPLE = [
  { sub: 'astrid', name: 'Astrid Lindqvist', roles: ['release-manager', 'author'] },
  { sub: 'bruno', name: 'Bruno Keller', roles: ['approver'] },
  { sub: 'chidi', name: 'Chidi Okafor', roles: ['safety-approver', 'approver'] },
  { sub: 'claire', name: 'Claire Martin', roles: ['author'] },
  { sub: 'dunja', name: 'Dunja Vogt', roles: ['auditor', 'viewer'] },
  { sub: 'edvin', name: 'Edvin Berg', roles: ['administrator'] },
] as const satisfies readonly DemoPerson[];

export type DemoName = (typeof DEMO_PEOPLE)[number]['sub'];
