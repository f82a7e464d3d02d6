import type { ArtifactLinks, S3Settings } from '@tidings/artifact-store';
import type { IdentitySettings, LogLevel } from '@tidings/http-edge';
import type { FindingRules } from '@tidings/package-inspectors';
import type { Duration } from '@tidings/vocabulary';

/** Everything a process is told from outside, checked once at its start. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Where the embedded defaults keep what they need. */
  readonly dataDirectory: string;
  /** Absent: the embedded private PostgreSQL, where the app has one. */
  readonly databaseUrl?: string;
  /** Absent: a folder in the data directory. */
  readonly artifactStore?: { readonly s3: S3Settings };
  /** Absent: downloads leave by our doors only. */
  readonly links?: ArtifactLinks;
  /** Absent: the embedded local identity provider, where the app has one. */
  readonly identity?: IdentitySettings;
  /** First part of the vehicles' path. */
  readonly tenant: string;
  /** How often a vehicle without an open attempt is asked to poll. */
  readonly pollEvery: Duration;
  /** How often the conductor looks. */
  readonly conductEvery: Duration;
  /** An upload without a new byte for so long is forgotten. */
  readonly uploadsExpireAfter: Duration;
  /** What a finding in a package means: refuse, warn or ignore. */
  readonly packageRules: FindingRules;
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
}
