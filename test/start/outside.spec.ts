import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../database/test-database.js';
import { openIssuer } from '../journeys/issuer.js';
import { Premises } from '../processes/premises.js';

describe('npm start with something of yours', () => {
  const premises = new Premises();
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let issuer: Awaited<ReturnType<typeof openIssuer>>;
  beforeAll(async () => {
    database = await testDatabase();
    issuer = await openIssuer(premises.directory('people'));
  });
  afterAll(async () => {
    await premises.clear();
    await issuer.close();
    await database.drop();
  });

  const start = (name: string, env: Readonly<Record<string, string>>) =>
    premises.start({ program: 'start', dataDirectory: premises.directory(name), arguments: ['--empty'], env });
  const has = (name: string, part: string) => existsSync(join(premises.directory(name), part));

  it('takes the database that DATABASE_URL names, and nothing else', async () => {
    const tidings = await (await start('database', { DATABASE_URL: database.url })).ready();
    expect(tidings.output).toContain('database: the one that DATABASE_URL names');
    expect([has('database', 'postgres'), has('database', 'identity'), has('database', 'artifacts')]).toEqual([
      ...[false, true, true],
    ]);
    expect((await tidings.stop()).code).toBe(0);
  }, 120_000);

  it('takes the OpenID provider that OIDC_ISSUER names, and nothing else', async () => {
    const tidings = await (await start('provider', { OIDC_ISSUER: issuer.issuer })).ready();
    expect(tidings.output).toContain(`sign-in by ${issuer.issuer}`);
    expect([has('provider', 'postgres'), has('provider', 'identity'), has('provider', 'tokens')]).toEqual([
      ...[true, false, false],
    ]);
    expect((await tidings.stop()).code).toBe(0);
  }, 120_000);

  it('says in one sentence what does not fit, and leaves nothing running', async () => {
    const issuerOfAnother = `${issuer.issuer}/`;
    const refused = await start('wrong', { OIDC_ISSUER: issuerOfAnother, DATABASE_URL: database.url });
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    expect(refused.output).toContain(
      `OIDC_ISSUER is ${issuerOfAnother}, and its discovery document speaks for ${issuer.issuer}`,
    );
    expect(refused.output).not.toMatch(/^\s+at .*:\d+/m);
  }, 120_000);
});
