import type { Command } from 'commander';
import { countText, numberText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import { Refusal } from '../../refusal.js';
import { NewTokens } from '../../keys/new-tokens.js';
import { vehicleLines } from '../../reading/vehicle-lines.js';
import { exchangeLines } from '../../release-desk/exchange-lines.js';
import type { components } from '../../release-desk/openapi.js';
import type { Session } from '../../session.js';

type News = components['schemas']['ImportNewsAnswer'];

export const importVehicles = (to: Command, session: Session): Command =>
  to
    .command('import <file>')
    .description('file vehicles from CSV (first line: columns) or NDJSON; doing it again changes only what differs')
    .option('--new-tokens <file>', 'make tokens for new vehicles without one, and write them to this new file (0600)')
    .action(async (file: string, { newTokens }: { readonly newTokens?: string }) => {
      const { address, token } = await session.way();
      const tokens = newTokens === undefined ? undefined : await NewTokens.open(session.pathOf(newTokens));
      const source = await vehicleLines(session.pathOf(file), tokens && ((line, name) => tokens.make(line, name)));
      const to = new URL('/api/vehicles/import', address);
      const refused: string[] = [];
      let last: News | undefined;
      for await (const line of exchangeLines({ to, token, ...source })) {
        const news = JSON.parse(line) as News;
        if (news.kind === 'refused') refused.push(refusalText(news));
        if (news.kind === 'tokens-taken') tokens?.keep(news.takenBy ?? []);
        if (news.kind === 'progress') showProgress(session, news);
        last = news;
      }
      if (session.io.err.isTTY === true) session.io.err.write('\r\u001b[2K');
      const kept = await tokens?.close();
      sayOutcome(session, last, kept === undefined ? undefined : `${numberText(kept)} in ${newTokens!}`);
      refuseRest(file, last, refused);
    });

const refusalText = ({ line, controllerId, field, why }: News): string =>
  `  line ${line ?? 0}${controllerId === undefined || controllerId === '' ? '' : ` (${controllerId})`}: ${
    field === 'line' ? 'it' : (field ?? '')
  } ${why ?? ''}.`;

function showProgress({ io }: Session, { lines = 0, refused = 0 }: News): void {
  if (io.err.isTTY === true) io.err.write(`\r${countText(lines, 'line')}, ${numberText(refused)} refused`);
}

function sayOutcome(session: Session, news: News | undefined, newTokens: string | undefined): void {
  const { registered = 0, changed = 0, unchanged = 0, refused = 0 } = news?.kind === 'failed' ? {} : (news ?? {});
  session.say(
    ...facts([
      ['Registered', numberText(registered)],
      ['Changed', numberText(changed)],
      ['Unchanged', numberText(unchanged)],
      ['Refused', numberText(refused)],
      ['New tokens', newTokens],
    ]),
  );
}

function refuseRest(file: string, last: News | undefined, refused: readonly string[]): void {
  if (last?.kind !== 'finished')
    throw new Refusal([
      last?.detail ?? 'The import was cut before its end.',
      `What was filed stays; import ${file} again: only what is missing changes.`,
      ...refused,
    ]);
  const count = last.refused ?? 0;
  if (count === 0) return;
  throw new Refusal([
    `${countText(count, 'line')} of ${file} ${count === 1 ? 'was' : 'were'} not taken; the others are filed. Correct and import again:`,
    ...refused,
    ...(last.refusedNotListed ? [`  and ${numberText(last.refusedNotListed)} more`] : []),
  ]);
}
