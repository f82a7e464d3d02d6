import { type JournalFault, JournalVerifier } from '@tidings/update-trust';
import { parseSha256 } from '@tidings/vocabulary';
import type { Command } from 'commander';
import { countText, instantText } from '../../printing/amounts.js';
import { Refusal } from '../../refusal.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

type Block = components['schemas']['BlockAnswer'];

/** Up to 1,000 entries each: some megabytes at a time. */
const BLOCKS_AT_ONCE = 10;

export const verifyJournal = (to: Command, session: Session): Command =>
  to
    .command('journal')
    .description('recompute every hash of the journal, here, from the bytes that were written')
    .action(async () => {
      const desk = await session.desk();
      const verifier = new JournalVerifier();
      const faults: JournalFault[] = [];
      let last: Block | undefined;
      let entries = 0;
      for (;;) {
        const query = { after: last?.number ?? 0, limit: BLOCKS_AT_ONCE };
        const { items } = await answered(desk.GET('/api/journal/blocks', { params: { query } }));
        for (const block of items) faults.push(...verifier.next(asWritten(block)));
        entries += items.reduce((sum, block) => sum + block.entries.length, 0);
        if (items.length === 0) break;
        last = items.at(-1)!;
      }
      if (faults.length > 0) throw new Refusal(faultSentences(faults));
      session.say(
        ...(last === undefined
          ? ['The journal has no sealed block yet: entries are sealed moments after they are written.']
          : [
              `The journal is what was written: ${countText(entries, 'entry', 'entries')} in ${countText(last.number, 'block')}, sealed up to ${instantText(last.sealedAt)}.`,
              `Last hash  ${last.hash}`,
              'Keep that hash elsewhere: whoever rewrites the whole journal cannot arrive at it again.',
            ]),
      );
    });

const asWritten = ({ number, previousHash, hash, entryCount, entries }: Block) => ({
  number,
  previousHash: parseSha256(previousHash),
  hash: parseSha256(hash),
  entryCount,
  entries: entries.map(({ id, bytes, sha256 }) => ({
    id,
    bytes: Buffer.from(bytes, 'base64'),
    sha256: parseSha256(sha256),
  })),
});

const FAULTS: Readonly<Record<JournalFault['fault'], string>> = {
  'block-missing': 'the block before it is missing',
  'chain-broken': 'it does not follow from the block before it',
  'entries-missing': 'it does not have as many entries as were sealed',
  'entry-changed': 'was changed after it was written',
  'block-changed': 'its hash is not that of its entries',
};

const faultSentences = (faults: readonly JournalFault[]): readonly string[] => [
  `The journal is not what was written: ${countText(faults.length, 'fault')}. Secure the database and its backups before anything else.`,
  ...faults.map(
    ({ block, entry, fault }) => `  block ${block}${entry === undefined ? '' : `, entry ${entry}`}: ${FAULTS[fault]}`,
  ),
];
