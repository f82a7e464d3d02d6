import type { Runner } from './runner.js';

/** What every step of starting a private PostgreSQL needs to know. */
export interface Cluster {
  /** Real path; holds pgdata, the password file and the lock. */
  readonly directory: string;
  /** <directory>/pgdata: exists only when initdb ran to its end. */
  readonly pgdata: string;
  /** Short path of the Unix socket's folder, outside the data directory. */
  readonly sockets: string;
  /** Folder of initdb and postgres. */
  readonly binaries: string;
  readonly runner: Runner;
  readonly password: string;
  /** No fsync: for tests, whose data nobody misses. */
  readonly isThrowAway: boolean;
  /** In place of ours. */
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** The account that owns the cluster; it is never reachable but through the private socket. */
export const CLUSTER_USER = 'tidings';

/** Nothing of our own environment reaches PostgreSQL: no PG* variables, no locale, no time zone of the machine. */
export const CLEAN_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;
