import { inspect } from 'node:util';
import { problemOf } from '@tidings/http-edge';

/**
 * Why an app did not start: one sentence for people, never a stack trace, unless somebody debugs. What nobody foresaw is shown as it came: there
 * is no log yet in which it could be looked up.
 */
export function whyNotText(cause: unknown, isDebugging: boolean): string {
  const { code, title, detail } = problemOf(cause, 'start');
  if (code === 'unexpected') return `\nIt did not start, for a reason that has no sentence yet:\n${inspect(cause)}\n`;
  return `\n${title}\n${detail}\n${isDebugging ? `${inspect(cause)}\n` : ''}`;
}
