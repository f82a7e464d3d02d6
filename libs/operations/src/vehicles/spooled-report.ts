import { createHash } from 'node:crypto';
import type { Report } from '@tidings/rollout-engine';
import type { Instant, VehicleId } from '@tidings/vocabulary';

/** A report as the spool keeps it. Whether the vehicle ever had this number cannot be known while the database is away. */
export interface SpooledReport {
  readonly vehicleId: VehicleId;
  readonly wireNumber: number;
  readonly report: Report;
  readonly heardAt: Instant;
}

/** One line of a spool file: SHA-256 of the JSON in hex, a space, the JSON. */
export function spoolLine(spooled: SpooledReport): Buffer {
  const json = JSON.stringify(spooled);
  return Buffer.from(`${digestOf(json)} ${json}\n`);
}

/** What a spool file says, in order. A line that is not what was written is counted: at the end it was torn, and never acknowledged. */
export function readSpool(bytes: Buffer): { readonly reports: readonly SpooledReport[]; readonly damaged: number } {
  const lines = bytes.toString().split('\n');
  // Behind the last line break is nothing, or what was torn.
  if (lines.at(-1) === '') lines.pop();
  const reports = lines.map(reportIn).filter((one) => one !== undefined);
  return { reports, damaged: lines.length - reports.length };
}

function reportIn(line: string): SpooledReport | undefined {
  const [digest, json] = [line.slice(0, 64), line.slice(65)];
  if (digest !== digestOf(json)) return undefined;
  const spooled = JSON.parse(json) as SpooledReport;
  // JSON has no undefined.
  return { ...spooled, report: { ...spooled.report, code: spooled.report.code } };
}

const digestOf = (json: string): string => createHash('sha256').update(json).digest('hex');
