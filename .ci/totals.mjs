// Adds up the runner's results and ends with one plain line. Nothing may be skipped where CI runs, and nothing may be empty.
import { existsSync, readFileSync } from 'node:fs';

let [passed, failed, skipped] = [0, 0, 0];
const empty = [];
for (const file of process.argv.slice(2)) {
  const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (!result || result.numTotalTests === 0) empty.push(file);
  passed += result?.numPassedTests ?? 0;
  // A file that could not be loaded has no tests to fail.
  failed += (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
  skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
}
for (const file of empty) console.log(`No test ran: ${file}`);
if (skipped > 0) console.log(`${skipped} skipped: where CI runs, every tool is installed and nothing may be skipped.`);
const isGood = failed === 0 && skipped === 0 && empty.length === 0;
console.log(`${passed} passed, ${failed + empty.length + (skipped > 0 ? 1 : 0)} failed`);
process.exit(isGood ? 0 : 1);
