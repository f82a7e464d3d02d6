import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '@tidings/command-line';
import { openDataSource } from '@tidings/records';
import { sha256Of } from '@tidings/vocabulary';
import { testDatabase } from '../database/test-database.js';
import { openUnusedIssuer } from '../processes/unused-issuer.js';
import { Premises } from '../processes/premises.js';
import type { TidingsProcess } from '../processes/tidings-process.js';

const SIZE = 24 << 20;
const TOKEN = 'tdg_of-the-upload';

/** Passes bytes on to whatever release desk there is now, listens for what tus says, and calls out when so many bytes have passed. */
class Wire {
  readonly patches: { readonly offset: number; readonly length: number }[] = [];
  onPassed: { readonly bytes: number; readonly act: () => void } | undefined;
  target = 0;
  private passed = 0;
  private readonly server: Server = createServer((client) => {
    const desk = connect(this.target, '127.0.0.1');
    for (const [one, other] of [
      [client, desk],
      [desk, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    client.on('data', (chunk) => this.look(chunk));
    client.pipe(desk).pipe(client);
  });

  async open(): Promise<number> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
  }

  private look(chunk: Buffer): void {
    if (chunk.subarray(0, 6).toString() === 'PATCH ') {
      const head = chunk.toString('latin1').split('\r\n\r\n', 1)[0]!;
      const header = (name: string): number => Number(new RegExp(`${name}: (\\d+)`, 'i').exec(head)?.[1]);
      this.patches.push({ offset: header('upload-offset'), length: header('content-length') });
    }
    this.passed += chunk.length;
    if (this.onPassed === undefined || this.passed < this.onPassed.bytes) return;
    const { act } = this.onPassed;
    this.onPassed = undefined;
    act();
  }
}

describe('an upload whose server is killed in the middle', () => {
  const premises = new Premises();
  const wire = new Wire();
  const folder = mkdtempSync(join(tmpdir(), 'tidings-resumes-'));
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let url: string;
  let identity: Awaited<ReturnType<typeof openUnusedIssuer>>;

  beforeAll(async () => {
    database = await testDatabase();
    const rows = await openDataSource(database.url);
    await rows.query(
      `INSERT INTO api_token (id, digest, name, issued_by, issuer_name, roles, issued_at, expires_at)
       VALUES ('tok_1', $1, 'wire', 'wire', 'wire', '{release-manager,viewer}', now(), now() + interval '1 day')`,
      [sha256Of(TOKEN)],
    );
    await rows.destroy();
    identity = await openUnusedIssuer();
    url = `http://127.0.0.1:${await wire.open()}`;
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(join(folder, 'key.jwk'), JSON.stringify(privateKey.export({ format: 'jwk' })));
    writeFileSync(join(folder, 'big.swu'), randomBytes(SIZE));
  });
  afterAll(async () => {
    wire.close();
    identity.close();
    await premises.clear();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const openDesk = async (): Promise<TidingsProcess> => {
    const env = { DATABASE_URL: database.url, OIDC_ISSUER: identity.issuer, LOG_LEVEL: 'info' };
    const desk = await premises.open({ program: 'release-desk', dataDirectory: premises.directory('data'), env });
    wire.target = Number(new URL(desk.address).port);
    return desk;
  };
  const type = async (line: string): Promise<{ code: number; out: string; err: string }> => {
    const [out, err]: [string[], string[]] = [[], []];
    const screen = (lines: string[]) => ({ write: (text: string) => lines.push(text) });
    const env = { TIDINGS_URL: url, TIDINGS_TOKEN: TOKEN };
    const io = { out: screen(out), err: screen(err), env, folder, dataDirectory: folder };
    return { code: await run(line.split(' '), io), out: out.join(''), err: err.join('') };
  };

  it('goes on where it was: the server reads again what it has, and no byte before travels twice', async () => {
    const desk = await openDesk();
    expect(await type('publisher add Asterion --key key.jwk')).toMatchObject({ code: 0 });
    let restarted: Promise<TidingsProcess> | undefined;
    wire.onPassed = {
      bytes: SIZE / 2,
      act: () => {
        restarted = desk.stop('SIGKILL').then(openDesk);
      },
    };
    const pushed = await type('package push big.swu --name icm --version 4.2 --hardware ICM --key key.jwk');
    await restarted;
    expect(pushed).toMatchObject({ code: 0, out: expect.stringContaining('icm 4.2 is on file') });
    expect(pushed.err).toContain('The connection broke');
    expect(pushed.err).toMatch(/Goes on at .* of 25\.2 MB/);
    expect(pushed.err).toContain('reads again');
    const [first, last] = [wire.patches[0]!, wire.patches.at(-1)!];
    expect(first).toEqual({ offset: 0, length: SIZE });
    expect(last.offset).toBeGreaterThan(1 << 20);
    expect(last.offset + last.length).toBe(SIZE);
  }, 120_000);
});
