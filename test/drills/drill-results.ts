import { appendFileSync } from 'node:fs';

/**
 * A line for people, and where DRILL_RESULTS names a file, one of JSON for the plots of docs/guardrails.md
 * (test/drills/draw-guardrails.ts).
 */
export function tellResult(what: string, result: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${what}: ${JSON.stringify(result)}\n`);
  const file = process.env['DRILL_RESULTS'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ what, ...result })}\n`);
}
