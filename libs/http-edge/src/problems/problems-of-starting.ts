import { type Facts, factText, type ProblemKinds } from './problem-kind.js';

/** What keeps Tidings from starting. A terminal tells these, no door does: paths and ports may be named. */
export const problemsOfStarting = {
  'bad-settings': {
    status: 500,
    title: 'The settings are wrong',
    shows: ['setting', 'why', 'problems'],
    sentence: (facts) =>
      Array.isArray(facts['problems'])
        ? `${facts['problems'].join('. ')}. Correct the environment and start again.`
        : `The setting ${factText(facts, 'setting', 'of that name')} is wrong (${factText(facts, 'why', 'it does not fit')}): correct it and start again.`,
  },
  'port-in-use': {
    status: 500,
    title: 'The port is taken',
    shows: ['port'],
    sentence: (facts) =>
      `Port ${factText(facts, 'port', '')} is used by another program: stop that one, or choose another port for Tidings.`,
  },
  'port-closed': {
    status: 500,
    title: 'The port cannot be opened',
    shows: ['host', 'port', 'reason'],
    sentence: (facts) =>
      `${factText(facts, 'host', 'This host')} port ${factText(facts, 'port', '')} cannot be opened (${factText(facts, 'reason', 'no reason given')}): use an address of this machine and a port above 1023.`,
  },
  'database-not-fit': {
    status: 500,
    title: 'The database cannot be used',
    shows: ['trouble'],
    sentence: (facts) => troubleOf(facts, 'DATABASE_URL leads to no database that Tidings can use'),
  },
  'identity-provider-not-fit': {
    status: 500,
    title: 'The OpenID provider cannot be used',
    shows: ['trouble'],
    sentence: (facts) => troubleOf(facts, 'OIDC_ISSUER leads to no OpenID provider that Tidings can use'),
  },
  'database-in-use': {
    status: 500,
    title: 'Another Tidings uses this database',
    shows: ['directory', 'ownerPid'],
    sentence: (facts) =>
      `The database in ${factText(facts, 'directory', 'this directory')} is used by a Tidings that runs already (process ${factText(facts, 'ownerPid', 'unknown')}): stop that one, or choose another data directory.`,
  },
  'database-binaries-missing': {
    status: 500,
    title: 'PostgreSQL is not installed with Tidings',
    shows: ['package', 'platform', 'arch', 'binaries', 'link', 'reason'],
    sentence: (facts) =>
      `The PostgreSQL that comes with Tidings cannot be used here (${factText(facts, 'reason', `package ${factText(facts, 'package', 'unknown')} is missing`)}): run npm ci again, or name a database of your own.`,
  },
  'database-directory-closed': {
    status: 500,
    title: 'The database directory cannot be used',
    shows: ['directory', 'reason', 'ownerUid', 'accountUid', 'userNamespaces'],
    sentence: (facts) =>
      `The database directory ${factText(facts, 'directory', '')} cannot be used (${whyClosed(facts)}): give this account the right to it, or choose another data directory.`,
  },
  'spool-not-writable': {
    status: 503,
    title: 'Reports of vehicles cannot be kept on this disk',
    shows: ['directory', 'reason'],
    sentence: (facts) =>
      `What vehicles report while the database is away is kept in ${factText(facts, 'directory', 'the data directory')}, which cannot be written (${factText(facts, 'reason', 'no reason given')}): make room there, or give this account the right to it. No report was acknowledged that is not kept.`,
  },
  'database-disk-full': {
    status: 507,
    title: 'The disk of the database is full',
    shows: ['directory'],
    sentence: (facts) =>
      `The disk that holds ${factText(facts, 'directory', 'the database')} is full: make room and start again; nothing that was acknowledged is lost.`,
  },
  'database-did-not-start': {
    status: 500,
    title: 'The database did not start',
    shows: ['directory', 'said'],
    sentence: (facts) =>
      `PostgreSQL in ${factText(facts, 'directory', 'its directory')} did not start; it said: ${factText(facts, 'said', 'nothing')}`,
  },
} as const satisfies ProblemKinds;

/** Our own words, whole: where a start was led, and what to do about it. */
const troubleOf = ({ trouble }: Facts, otherwise: string): string =>
  `${typeof trouble === 'string' ? trouble : otherwise}.`;

function whyClosed(facts: Facts): string {
  if (facts['ownerUid'] !== undefined) return `it belongs to account ${factText(facts, 'ownerUid', '')}`;
  if (facts['accountUid'] !== undefined) return `account ${factText(facts, 'accountUid', '')} cannot reach it`;
  if (facts['userNamespaces'] !== undefined) return 'this system lets nobody run PostgreSQL under another account';
  return factText(facts, 'reason', 'no reason given');
}
