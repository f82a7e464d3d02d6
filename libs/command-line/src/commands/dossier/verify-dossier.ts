import { createReadStream } from 'node:fs';
import { type DossierFault, DossierVerifier } from '@tidings/update-trust';
import type { Command } from 'commander';
import { countText, numberText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import { Refusal } from '../../refusal.js';
import type { Session } from '../../session.js';

/** More faults than anybody reads; the first says where to look. */
const FAULTS_TOLD = 20;

export const verifyDossier = (to: Command, session: Session): Command =>
  to
    .command('dossier <file>')
    .description('recompute every digest of a dossier, here, without asking anybody')
    .action(async (file: string) => {
      const verifier = new DossierVerifier();
      const faults: DossierFault[] = [];
      for await (const line of linesIn(session.pathOf(file))) faults.push(...(await verifier.next(line)));
      faults.push(...verifier.finish());
      if (faults.length > 0) throw new Refusal(faultSentences(file, faults));
      const { rollout, lines, counts, unsealedEntries, lastBlockHash } = verifier.contents;
      const count = (kind: string): string => numberText(counts[kind] ?? 0);
      session.say(
        `${file} is what was written: the dossier of "${rollout ?? ''}", ${countText(lines, 'line')}.`,
        ...facts([
          ['Targets', `${count('target')}, and ${count('later-target')} that came or changed later`],
          ['Attempts', count('attempt')],
          ['Steps', `${count('step')}, with what was looked at`],
          ['Texts', countText(counts['note-revision'] ?? 0, 'revision')],
          ['Journal', `${count('journal-entry')} entries in ${countText(counts['journal-block'] ?? 0, 'block')}`],
          [
            'Not sealed',
            unsealedEntries > 0 ? `${numberText(unsealedEntries)} entries: take it again in a moment` : undefined,
          ],
          ['Last hash', lastBlockHash],
        ]),
        'Compare the last hash with one that was kept elsewhere: whoever rewrites everything cannot arrive at it again.',
      );
    });

/** Bytes, not text: a byte that is no letter any more must be found too. */
async function* linesIn(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let to = chunk.indexOf(10); to !== -1; to = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, to + 1)]);
      rest = [];
      from = to + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

const FAULTS: Readonly<Record<DossierFault['fault'], string>> = {
  'not-a-dossier': 'it does not begin as a dossier that this version can read',
  'not-a-line': 'it is no JSON any more',
  'cut-off': 'it ends before its end',
  'bytes-changed': 'the bytes before it are not those that were written',
  'goes-on-behind-its-end': 'it goes on behind its end',
  'entry-changed': 'the journal entry was changed',
  'entry-not-in-block': 'the journal entry is not in the block it names',
  'block-changed': 'the hash of the block is not that of its entries',
  'chain-broken': 'the block does not follow from the one before it',
  'targets-changed': 'the targets are not those that were registered',
  'register-not-in-journal': 'the journal does not know this register',
  'note-changed': 'the text is not the one of its hash',
  'declaration-changed': 'the package is not what its publisher signed',
};

const faultSentences = (file: string, faults: readonly DossierFault[]): readonly string[] => [
  `${file} is not what was written: ${countText(faults.length, 'fault')}.`,
  ...faults
    .slice(0, FAULTS_TOLD)
    .map(({ line, fault, of }) => `  line ${line}${of === undefined ? '' : `, ${of}`}: ${FAULTS[fault]}`),
];
