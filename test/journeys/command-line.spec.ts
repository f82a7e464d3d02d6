import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listen } from '@tidings/http-edge';
import { seconds, sha256Of } from '@tidings/vocabulary';
import { type CommandLineHouse, demoNote, openCommandLineHouse, type Shown } from './command-line-house.js';

/** Two cars for each of four markets; the last car's hardware takes nothing of this release. */
const FLEET = [
  'controllerId,token,model,modelYear,market,timeZone,hardwareId,equipment,softwareVersion',
  ...['GB', 'SE', 'DE', 'NO'].flatMap((market, i) => [
    `car-${i * 2 + 1},secret-${i * 2 + 1},Vega,2025,${market},Europe/London,ICM-V2,heat-pump;tow-bar,4.1`,
    `car-${i * 2 + 2},secret-${i * 2 + 2},Vega,2025,${market},Europe/London,${market === 'NO' ? 'ICM-X9' : 'ICM-V2'},,4.1`,
  ]),
].join('\n');

/** What must stand on the screen; a line of a shell is its own contract. */
function done(shown: Shown, ...says: readonly string[]): string {
  expect({ code: shown.code, err: shown.err }).toEqual({ code: 0, err: '' });
  for (const each of says) expect(shown.out).toContain(each);
  return shown.out;
}

function refused(shown: Shown, ...says: readonly string[]): void {
  expect(shown.code).toBe(1);
  for (const each of says) expect(shown.err).toContain(each);
  expect(shown.err).not.toMatch(/^\s+at /m);
}

describe('the main job, typed', () => {
  let house: CommandLineHouse;
  const type = (line: string, env?: Readonly<Record<string, string>>) => house.type(line, env);
  beforeAll(async () => void (house = await openCommandLineHouse()));
  afterAll(() => house.close());

  it('begins with words on empty lists that say what to do next', async () => {
    done(await type('status'), house.url, '0 of 0');
    done(await type('publisher list'), 'tidings publisher add');
    done(await type('package list'), 'tidings package push');
    done(await type('release list'), 'tidings release create');
    done(await type('note list'), 'tidings note publish');
    done(await type('rollout list'), 'tidings rollout create');
    done(await type('token list'), 'tidings token issue');
  });

  it('files vehicles, names the lines it leaves out, and is harmless when it is done again', async () => {
    await house.write('fleet.csv', FLEET);
    done(await type('vehicle import fleet.csv'), 'Registered  8', 'Refused     0');
    done(await type('vehicle import fleet.csv'), 'Registered  0', 'Unchanged   8');
    await house.write('spoiled.csv', `${FLEET.replaceAll('car-', 'x-')}\nx-9,s,Vega,2025,Sweden,Europe/London,H,,4.1`);
    refused(await type('vehicle import spoiled.csv'), '1 line of spoiled.csv', 'line 10 (x-9): market must be');
    refused(await type('vehicle import nowhere.csv'), 'There is no file', 'nowhere.csv');
  });

  it('registers a publisher by a key made here, and never sends the private half', async () => {
    done(await type('publisher key-new --out key.jwk'), 'key.jwk');
    expect((await stat(join(house.folder, 'key.jwk'))).mode & 0o777).toBe(0o600);
    refused(await type('publisher key-new --out key.jwk'), 'is left as it is');
    done(await type('publisher add "Asterion Powertrain" --key key.jwk'), 'Asterion Powertrain may sign packages');
    done(await type('publisher add "Asterion Powertrain" --key key.jwk'));
    refused(await type('publisher add Other --key key.jwk'), 'registered for the publisher "Asterion Powertrain"');
    refused(await type('publisher add Nobody --key fleet.csv'), 'holds no JSON Web Key');
    refused(await type('publisher add Nobody --key key.jwk --as auditor'), 'needs the role release-manager', '--as');
    const [publisher] = await house.read<[{ keys: [{ kid: string; jwk: object }] }]>('publisher list');
    const file = JSON.parse(await readFile(join(house.folder, 'key.jwk'), 'utf8')) as { kid: string };
    expect(publisher.keys[0]).toMatchObject({ kid: file.kid, jwk: { kty: 'OKP' } });
    expect(publisher.keys[0].jwk).not.toHaveProperty('d');
  });

  it('brings a package in, and says which of declaration, key and content is wrong', async () => {
    await house.write('icm.swu', randomBytes(3_000_000));
    const push = 'package push icm.swu --name asterion-icm --version 4.2 --hardware ICM-V2 --key';
    done(await type(`${push} key.jwk`), 'asterion-icm 4.2 is on file, signed by Asterion Powertrain', '3.0 MB');
    done(await type(`${push} key.jwk`), 'Nothing was sent');
    done(await type('publisher key-new --out stranger.jwk'));
    refused(await type(`${push} stranger.jwk`), 'no publisher has registered', 'tidings publisher add');
    await house.write('public.jwk', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'AA' }));
    refused(await type(`${push} public.jwk`), 'This key cannot sign');
    await house.write('icm.swu', randomBytes(3_000_000));
    refused(await type(`${push} key.jwk`), 'what was filed never changes');
    await house.write('empty.swu', '');
    refused(await type('package push empty.swu --name e --version 1 --hardware H --key key.jwk'), 'size', '1 to');
    refused(await type('package push icm.swu --name n --version new --hardware H --key key.jwk'), 'not a version');
    refused(await type('package push . --name n --version 1 --hardware H --key key.jwk'), 'not a file');
    done(await type('package list'), 'asterion-icm 4.2', 'ICM-V2', 'Asterion Powertrain');
  });

  it('gives a package back, checked, and goes on where a download was cut', async () => {
    const [{ sha256, size }] = await house.read<[{ sha256: string; size: number }]>('package list');
    done(await type('package download asterion-icm --out back.swu'), '3.0 MB', sha256);
    const back = await readFile(join(house.folder, 'back.swu'));
    expect(sha256Of(back)).toBe(sha256);
    refused(await type('package download asterion-icm --out back.swu'), 'is there already');
    const part = `again.swu.${sha256.slice(0, 16)}.part`;
    await house.write(part, back.subarray(0, size - 10));
    done(await type('package download asterion-icm --out again.swu'));
    expect((await readFile(join(house.folder, 'again.swu'))).equals(back)).toBe(true);
    await house.write(`third.swu.${sha256.slice(0, 16)}.part`, Buffer.alloc(size - 10));
    refused(await type('package download asterion-icm --out third.swu'), 'not the filed file', 'nothing was kept');
    done(await type('package download asterion-icm --out third.swu'));
  });

  it('creates a release that another person approves', async () => {
    const create = 'release create --name Asterion --version 4.2 --package "asterion-icm 4.2" --minimum 4.0';
    done(await type(create), 'is a draft', 'tidings release approve rel_');
    refused(await type('release create --name A --version 1 --package "asterion-icm 9"'), 'There is no package');
    refused(await type('release approve "Asterion 4.2"'), 'needs the role approver', '--as approver');
    refused(await type('release approve "Asterion 9" --as approver'), 'There is no release', 'Asterion 4.2');
    done(await type(`${create.replace('Asterion', 'Remedy')} --as both`));
    refused(await type('release approve Remedy --as both'), 'somebody else must approve', '--as approver');
    done(await type('release approve "Asterion 4.2" --as approver'), 'is approved');
    refused(await type('release approve "Asterion 4.2" --as approver'), 'is approved; to approve it must be draft');
    refused(await type('release publish "Asterion 4.2" --as approver'), 'needs the role release-manager');
    refused(await type('release publish "Asterion 4.2" --from soon'), 'soon');
    done(await type('release publish "Asterion 4.2"'), 'is available');
    done(await type('release list'), 'no language yet', 'Asterion 4.2', 'available');
  });

  it('publishes notes when another person has approved them, and names the lines of one that is not complete', async () => {
    const note = await demoNote('en-GB');
    await house.write('en-GB.md', note);
    await house.write('broken.md', note.replace(/^ {2}why:.*\n/m, ''));
    refused(await type('note publish broken.md --release "Asterion 4.2"'), 'cannot be published yet', 'line ', 'why');
    const { id } = await house.read<{ id: string }>('note publish en-GB.md --release "Asterion 4.2"');
    refused(await type(`note approve ${id}`), 'needs the role approver');
    done(await type(`note approve ${id} --as approver`), 'en-GB is live');
    done(await type('note publish en-GB.md --release "Asterion 4.2"'), 'live already');
    done(await type('note list --release Asterion'), 'en-GB', 'live since');
    refused(await type('note approve rev_1 --as approver'), 'There is no note revision rev_1');
  });

  it('creates a rollout whose plan can work, approves and starts it in stages', async () => {
    await house.write('cars.txt', '# first\ncar-1\ncar-2\ncar-3\ncar-4\ncar-7\ncar-8\n');
    const create = 'rollout create --name "Vega first" --release "Asterion 4.2" --vehicles cars.txt';
    refused(
      await type(`${create} --stages 50%:1h:1,10%:24h:1`),
      'The plan cannot work:',
      'stages.0.soak: a stage must soak',
      'stages.1.share: each stage must expose more',
    );
    await house.write('unknown.txt', 'car-1\ncar-99\n');
    refused(await type(create.replace('cars.txt', 'unknown.txt')), 'car-99', 'Register them first');
    done(
      await type(
        `${create} --stages 50%:24h:1!,100%:24h:1 --purpose quality --failure-limit 2% --silent-after 24h --in-flight 5`,
      ),
      'is a draft',
      '50% for 1d, 1 answer, then a person says yes > 100% for 1d, 1 answer',
      'one of 6 listed vehicles (lst_',
      '; counted at approval',
    );
    refused(await type(create), 'called "Vega first" already');
    refused(await type('rollout start "Vega first"'), 'is draft; to start it must be approved');
    done(await type('rollout approve "Vega first" --as approver'), 'approved for 6 vehicles', '100% is 6');
    done(await type('rollout start "Vega first"'), 'stage 1 of 2, 50%', 'SE waits with 2 vehicles', 'sv-SE');
    const shown = done(await type('rollout show "Vega first"'), 'running since', 'waits for sv-SE', 'ready: the note');
    expect(shown).not.toMatch(/[ \t]$/m);
    done(await type('status'), '1 of 1 to watch', 'Vega first');
  });

  it('previews a cohort, and sets a caret under the character of a filter that cannot be read', async () => {
    const shown = done(await type('cohort preview --markets GB,SE --filter "equipment==tow-bar;controllerId==car-*"'));
    expect(shown).toMatch(/^In +2 of 16 \(12\.5%\)\nOut +14\nCannot tell +0\n/);
    expect(shown).toMatch(/SOME OF THEM.*\ncar-\d +Vega +(GB|SE) +ICM-V2 +4\.1/);
    done(await type('cohort preview --filter reported.ring==early'), 'In           0 of 16', 'Cannot tell  16, ');
    const wrong = '--filter "market==GB;colour==red"';
    const caret = '  market==GB;colour==red\n             ^\n';
    refused(await type(`cohort preview ${wrong}`), 'The filter cannot be read: there is no field colour', caret);
    refused(await type(`rollout create --name "Red" --release "Asterion 4.2" ${wrong}`), caret);
    done(
      await type('rollout create --name "Towing" --release "Asterion 4.2" --filter equipment==tow-bar'),
      'filter equipment==tow-bar; counted at approval',
    );
  });

  it('moves on early only with a reason and a second person', async () => {
    refused(await type('rollout advance "Vega first"'), 'does not open yet', 'soak: wants', '--early WHY');
    refused(await type('rollout advance "Vega first" --early "test cars"'), 'somebody else must approve');
    done(await type('rollout advance "Vega first" --early "test cars" --as approver'), 'stage 2 of 2, 100%: 6 of 6');
  });

  it('says gate by gate why a car gets it or not', async () => {
    done(await type('why car-1'), 'Vega 2025, GB', 'it is offered "Vega first"', 'May it begin? yes');
    const swedish = done(await type('why car-3'), 'May it begin? no: note-live');
    expect(swedish).toMatch(/refuse {2}note-live +a live note in every language of SE +missing in sv-SE/);
    done(await type('why car-8'), 'no: hardware-fits', 'ICM-X9');
    done(await type('why car-5'), 'no: in-cohort');
    refused(await type('why car-99'), 'There is no vehicle car-99');
    const why = await house.read<{ decision: { kind: string } }>('why car-1');
    expect(why.decision.kind).toBe('offer');
  });

  it('pauses with one person, counts the cars that stop, and resumes', async () => {
    expect(await house.begin('car-1', 'secret-1')).toBe(200);
    done(await type('why car-1'), 'it goes on with "Vega first"', 'May it go on? yes', 'attempt 1');
    done(
      await type('rollout pause "Vega first" --why "charging stops early" --as approver'),
      'is paused',
      '1 car without the whole package stops at the next contact',
    );
    refused(await type('rollout pause "Vega first" --why again'), 'is paused; to pause it must be running');
    done(await type('rollout show "Vega first"'), 'charging stops early', 'Not heard from  1', 'Offered');
    done(await type('why car-1'), 'it is told to stop "Vega first"');
    expect(await house.poll('car-1', 'secret-1')).toHaveProperty('cancelAction');
    refused(await type('rollout resume "Vega first" --as approver'), 'needs the role release-manager');
    done(await type('rollout resume "Vega first"'), 'runs again');
    done(await type('rollout halt "Vega first" --why "wrong map"'), 'is halted');
    refused(await type('rollout resume "Vega first"'), 'halt is final', 'tidings rollout revise');
    done(await type('rollout list'), 'Vega first', 'halted');
  });

  it('makes decisions again, and says which do not follow from what was looked at', async () => {
    done(
      await type('rollout replay "Vega first"'),
      'not recomputed: a person did it: wrong map',
      'steps, no difference',
    );
    await house.foundation.dataSource.query(`UPDATE rollout_step SET decided_by = 'tidings' WHERE kind = 'halt'`);
    refused(await type('rollout replay "Vega first"'), '1 step of', 'recorded    halt', 'recomputed  nothing');
  });

  it('goes on after a halt by a new version of the plan, which another person approves', async () => {
    const revise = 'rollout revise "Vega first" --in-flight 4 --freeze "2027-12-20..2028-01-06:SE:Christmas"';
    expect(await type(revise)).toMatchObject({ code: 2, err: expect.stringContaining('--why') });
    done(
      await type(`${revise} --why "the map is right now"`),
      'Version 2',
      'proposed',
      '- inFlightAtFirst: 4 instead of',
    );
    done(
      await type('rollout diff "Vega first"'),
      'Version 2, proposed, by rita',
      'the map is right now',
      '- freezes: adds',
    );
    refused(await type('rollout diff "Vega first" --version 7'), 'no version 7');
    done(await type('rollout show "Vega first"'), 'halted', 'version 2 of the plan waits for another person');
    done(await type('rollout approve "Vega first" --as approver'), 'Version 2 of the plan is in force');
    done(await type('rollout show "Vega first"'), 'running', '2027-12-20 to 2028-01-06 in SE: Christmas');
    done(await type('rollout plan "Vega first"'), 'Version 2, in-force', 'Version 1, replaced');
    done(
      await type('rollout templates'),
      'careful',
      'urgent-safety',
      '0.1% for 2d, 20 answers, then a person says yes',
    );
  });

  it('gives a pipeline a token that acts, never approves, and can be taken back', async () => {
    const { id, token } = await house.read<{ id: string; token: string }>(
      'token issue --name nightly --roles release-manager --expires 7d',
    );
    done(await type('release list', { TIDINGS_TOKEN: token }));
    refused(
      await type('token issue --name more --roles release-manager', { TIDINGS_TOKEN: token }),
      'a person must sign in',
    );
    refused(await type('token issue --name more --roles approver'), 'You do not have the role approver');
    refused(await type('token issue --name long --roles author --expires 900d'), 'within a year');
    done(await type('token list'), 'nightly', 'Rita');
    done(await type(`token revoke ${id}`));
    refused(await type('release list', { TIDINGS_TOKEN: token }), 'not accepted');
    refused(await type('release list', { TIDINGS_TOKEN: 'nonsense' }), 'not accepted', 'TIDINGS_TOKEN');
  });

  it('takes a key out of use', async () => {
    done(await type('publisher key revoke "Asterion Powertrain" --why "it leaked"'), 'is revoked');
    refused(await type('publisher key revoke "Asterion Powertrain" --why again'), 'no key in use');
    done(await type('publisher list'), 'revoked');
    done(await type('package list'), 'key revoked');
    const push = 'package push icm.swu --name later --version 1 --hardware H --key key.jwk';
    refused(await type(push), 'was revoked and is never accepted again');
  });

  it('proves the journal, and says where it was changed', async () => {
    await sealed(house);
    done(await type('verify journal --as auditor'), 'The journal is what was written', 'Last hash');
    await house.foundation.dataSource.query('ALTER TABLE journal_entry DISABLE TRIGGER ALL');
    await house.foundation.dataSource.query(
      `UPDATE journal_entry SET bytes = convert_to('{}', 'UTF8') WHERE block_number = 1 AND place = 0`,
    );
    refused(await type('verify journal --as auditor'), 'not what was written: 1 fault', 'block 1, entry jou_');
  });
});

describe('the command line', () => {
  let house: CommandLineHouse;
  beforeAll(async () => void (house = await openCommandLineHouse()));
  afterAll(() => house.close());

  it.each([
    ['fly', 'unknown command'],
    ['rollout pause x', '--why'],
    ['rollout create --name a --release b --stages half', 'cannot be read'],
    ['rollout create --name a --release b --window night', '22:00-05:00'],
    ['token issue --name a --roles author --expires soon', '7d'],
    ['why', 'missing required argument'],
    ['rollout', 'Usage'],
    ['', 'Usage'],
  ])('answers "%s", which it cannot understand, with 2 and how to say it', async (line, says) => {
    const { code, out, err } = await house.type(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
  });

  it('explains itself when it is asked', async () =>
    void done(await house.type('rollout create --help'), '--failure-limit', '--server', '--as'));

  it('says how to start Tidings when nobody answers', async () => {
    refused(
      await house.type(`status --server ${await closedPort()}`),
      'nothing listens there',
      'npm start',
      '--server',
    );
    refused(await house.type('status --server nowhere'), 'not the address of a server');
  });

  it('says so when something else answers', async () =>
    refused(await house.type(`status --server ${house.url}/elsewhere`), 'There is nothing at this address'));

  it('hands the tokens of this machine to no other', async () =>
    refused(await house.type('status --server https://example.org'), 'not sent there', 'TIDINGS_TOKEN'));

  it('names the people there are', async () =>
    refused(await house.type('status --as nobody'), 'Nobody is signed in as "nobody"', '--as approver'));

  it('shows where it failed only to whoever asks with DEBUG', async () => {
    const { err } = await house.type(`status --server ${await closedPort()}`, { DEBUG: '1' });
    expect(err).toMatch(/^\s+at /m);
  });
});

/** Where nobody listens: a port that was free a moment ago. */
async function closedPort(): Promise<string> {
  const listening = await listen(() => undefined, { host: '127.0.0.1', port: 0 });
  await listening.close(seconds(0));
  return listening.url;
}

/** The conductor seals moments after; nothing else tells when. */
async function sealed(house: CommandLineHouse): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [row] = await house.foundation.dataSource.query<[{ open: number }]>(
      'SELECT count(*)::int AS open FROM journal_entry WHERE block_number IS NULL',
    );
    if (row.open === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the journal was not sealed within ten seconds');
}
