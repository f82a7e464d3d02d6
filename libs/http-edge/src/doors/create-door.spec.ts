import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Post, Query, Req, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Actor,
  ApiTokens,
  type ApiTokenOnRecord,
  after,
  Clock,
  DomainError,
  instant,
  Log,
  type LogFacts,
  minutes,
  type Role,
  type Sha256,
  sha256Of,
} from '@tidings/vocabulary';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, Max, ValidateNested } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import request from 'supertest';
import { CurrentActor } from '../people/current-actor.js';
import { IdentityVerifier } from '../people/identity-verifier.js';
import { Allow, Public } from '../people/rights.js';
import { WhoIsAsking } from '../people/who-is-asking.js';
import { PageRequest } from '../requests/page-request.js';
import { createDoor, type DoorOptions } from './create-door.js';

class Stage {
  @IsInt()
  @Max(100)
  readonly share!: number;
}

class NewCar {
  @IsString()
  readonly name!: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Stage)
  readonly stages!: readonly Stage[];
}

@Public()
@Controller('garage')
class GarageController {
  @Allow('release-manager')
  @Get('managed')
  managed(@CurrentActor() actor: Actor): Actor {
    return actor;
  }

  @Get('cars')
  list(@Query() page: PageRequest): PageRequest {
    return page;
  }

  @Get('cars/:id')
  one(): string {
    return 'a car';
  }

  @Post('cars')
  add(@Body() car: NewCar): NewCar {
    return car;
  }

  @Post('bytes')
  async bytes(@Req() { body }: FastifyRequest): Promise<{ readonly bytes: number }> {
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) bytes += chunk.length;
    return { bytes };
  }

  @Get('missing')
  missing(): never {
    throw new DomainError('not-found', { what: 'vehicle', id: 'veh_9', vin: '5YJ3E1EA7KF317000' });
  }

  @Get('broken')
  broken(): never {
    throw new TypeError('hunter2');
  }

  @Get('half')
  half(@Res() { raw }: FastifyReply): never {
    raw.writeHead(200, { 'content-length': 100 });
    raw.write('the first half');
    throw new Error('the disk broke');
  }

  @Get('address')
  address(@Req() { ip }: FastifyRequest): string {
    return ip;
  }
}

@Module({ controllers: [GarageController] })
class GarageModule {}

@Controller('barn')
class BarnController {
  @Public()
  @Get('look')
  look(): string {
    return 'hay';
  }

  @Post('feed')
  feed(): string {
    return 'munch';
  }
}

@Module({ controllers: [BarnController] })
class OpenBarnModule {}

class RememberedLog extends Log {
  readonly lines: (LogFacts & { readonly level: string })[] = [];
  override error = this.remember('error');
  override warn = this.remember('warn');
  override info = this.remember('info');
  override debug = this.remember('debug');

  private remember(level: string) {
    return (sentence: string, facts: LogFacts = {}): void => void this.lines.push({ level, sentence, ...facts });
  }
}

const clock = new (class extends Clock {
  now = () => instant(0);
})();

/** Knows API tokens by their text. */
function whoIsAsking(rolesOf: Readonly<Record<string, readonly Role[]>>): WhoIsAsking {
  const records = Object.entries(rolesOf).map(
    ([name, roles]) =>
      [sha256Of(name), { issuedBy: 'ines', name, roles, expiresAt: after(clock.now(), minutes(1)) }] as const,
  );
  const onRecord = new Map<Sha256, ApiTokenOnRecord>(records);
  const tokens = new (class extends ApiTokens {
    find = (digest: Sha256) => Promise.resolve(onRecord.get(digest));
  })();
  const people = new IdentityVerifier(
    { issuer: 'http://127.0.0.1:1', audience: 'tidings', roles: { claim: 'roles' } },
    clock,
  );
  return new WhoIsAsking(people, tokens, clock);
}

const databaseAway = () => new DomainError('database-away', { url: 'postgres://secret' });

describe('a door', () => {
  const log = new RememberedLog();
  let isDatabaseThere = true;
  let door: NestFastifyApplication;

  const options: DoorOptions = {
    log,
    visitors: 'programs',
    whoIsAsking: whoIsAsking({ tdg_viewer: ['viewer'], tdg_manager: ['release-manager'] }),
    checks: [
      { name: 'identity provider', check: () => Promise.resolve() },
      { name: 'database', check: () => (isDatabaseThere ? Promise.resolve() : Promise.reject(databaseAway())) },
    ],
    prepare: (app) => {
      app
        .getHttpAdapter()
        .getInstance()
        .get('/bare', () => Promise.reject(new DomainError('bad-version', { version: 'x' })));
    },
  };

  beforeAll(async () => {
    door = await createDoor(GarageModule, options);
  });
  afterAll(() => door.close());
  beforeEach(() => {
    isDatabaseThere = true;
    log.lines.length = 0;
  });

  const http = () => request(door.getHttpServer());
  const as = (who: string) => ({ authorization: `Bearer ${who}` });

  describe('refuses', () => {
    it('whoever is not signed in', async () => {
      const answer = await http().get('/garage/managed').expect(401).expect('www-authenticate', 'Bearer');
      expect(answer.body).toMatchObject({ code: 'not-signed-in', status: 401 });
    });

    it('a token nobody knows', async () => {
      const answer = await http().get('/garage/managed').set(as('tdg_stranger')).expect(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
      expect(answer.body).toMatchObject({ code: 'token-not-valid' });
    });

    it('a role that is not enough, naming the one that is', async () => {
      const answer = await http().get('/garage/managed').set(as('tdg_viewer')).expect(403);
      expect(answer.body).toMatchObject({
        code: 'role-missing',
        facts: { needs: ['release-manager'], has: ['viewer'] },
      });
    });

    it.each<[string, object | string, readonly object[]]>([
      ['a field that does not fit', { name: 'Vega', stages: [{ share: 'all' }] }, [{ field: 'stages.0.share' }]],
      ['a field that is missing', { stages: [] }, [{ field: 'name', must: ['must be a string'] }]],
      ['a field nobody declared', { name: 'a', stages: [], is: 1 }, [{ field: 'is', must: ['is not known here'] }]],
      [
        'a nested field nobody declared',
        { name: 'a', stages: [{ share: 1, soak: 1 }] },
        [{ field: 'stages.0.soak', must: ['is not known here'] }],
      ],
    ])('%s, by its name', async (_which, body, fields) => {
      const answer = await http().post('/garage/cars').send(body).expect(400);
      expect(answer.body).toMatchObject({ code: 'bad-request', facts: { fields } });
    });

    it.each<[string, string]>([
      ['a list where an object is wanted', '[{"name":"a","stages":[]}]'],
      ['no body at all', ''],
      ['a cut body', '{"name":'],
      ['a body that would change what objects are', '{"__proto__":{"isAdmin":true}}'],
    ])('%s', async (_which, body) => {
      const answer = await http().post('/garage/cars').type('application/json').send(body).expect(400);
      expect(answer.type).toBe('application/problem+json');
      expect(answer.body).toMatchObject({ code: 'bad-request' });
    });

    it('a page larger than it serves', async () => {
      const answer = await http().get('/garage/cars?limit=201').expect(400);
      expect(answer.body).toMatchObject({
        facts: { fields: [{ field: 'limit', must: ['must not be greater than 200'] }] },
      });
    });

    it.each(['text/plain', 'application/xml'])('content of type %s', async (type) => {
      const answer = await http().post('/garage/cars').type(type).send('<car/>').expect(415);
      expect(answer.body).toMatchObject({ code: 'media-type-not-supported' });
    });

    it('a body larger than its limit', async () => {
      const answer = await http()
        .post('/garage/cars')
        .send({ name: 'x'.repeat(1_100_000) })
        .expect(413);
      expect(answer.body).toMatchObject({ code: 'body-too-large' });
    });

    it.each(['/nowhere', '/garage'])('the address %s, where there is nothing', async (address) => {
      const answer = await http().get(address).expect(404);
      expect(answer.body).toMatchObject({ code: 'not-found', facts: {} });
    });

    it.each(['/garage/%zz', `/garage/cars/${'x'.repeat(2_000)}`])('an address nobody can read', async (address) => {
      const answer = await http().get(address).expect(400);
      expect(answer.type).toBe('application/problem+json');
      expect(answer.body).toMatchObject({ code: 'bad-request', instance: answer.headers['x-request-id'] });
    });
  });

  it('hands the actor to the handler', async () => {
    const answer = await http().get('/garage/managed').set(as('tdg_manager')).expect(200);
    expect(answer.body).toEqual({ person: 'ines', name: 'tdg_manager', roles: ['release-manager'], by: 'machine' });
  });

  it('reads what fits, with numbers as numbers', async () => {
    expect((await http().get('/garage/cars?limit=7&after=veh_1')).body).toEqual({ limit: 7, after: 'veh_1' });
    expect((await http().get('/garage/cars')).body).toEqual({ limit: 50 });
    await http()
      .post('/garage/cars')
      .send({ name: 'Vega', stages: [{ share: 5 }] })
      .expect(201);
  });

  it('hands raw bytes on as a stream, whatever the limit of parsed bodies', async () => {
    const bytes = Buffer.alloc(3_000_000, 1);
    const answer = await http().post('/garage/bytes').type('application/octet-stream').send(bytes).expect(201);
    expect(answer.body).toEqual({ bytes: 3_000_000 });
  });

  it('answers an error as a problem document', async () => {
    const answer = await http().get('/garage/missing').set('x-request-id', 'a-request-of-ours').expect(404);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toEqual({
      type: 'urn:tidings:problem:not-found',
      title: expect.any(String),
      status: 404,
      detail: expect.stringContaining('veh_9'),
      instance: 'a-request-of-ours',
      code: 'not-found',
      facts: { what: 'vehicle', id: 'veh_9' },
    });
  });

  it("answers an error of Fastify's own routes as a problem document", async () => {
    expect((await http().get('/bare').expect(400)).body).toMatchObject({ code: 'bad-version' });
  });

  it('tells a stranger nothing about a bug, and the log everything, once', async () => {
    const answer = await http().get('/garage/broken').expect(500);
    expect(answer.body).toMatchObject({ code: 'unexpected', facts: { requestId: answer.headers['x-request-id'] } });
    expect(answer.text).not.toContain('hunter2');
    const told = log.lines.filter(({ level }) => level === 'error');
    expect(told).toEqual([
      expect.objectContaining({
        requestId: answer.headers['x-request-id'],
        cause: expect.objectContaining({ message: 'hunter2' }),
      }),
    ]);
  });

  it('cuts an answer that broke half way, so that nobody takes it for whole', async () => {
    await expect(http().get('/garage/half')).rejects.toThrow(/hang up|aborted|reset/);
  });

  describe('names each request', () => {
    it('by the id the caller gave', async () => {
      await http().get('/garage/cars').set('x-request-id', 'build-4711.a').expect('x-request-id', 'build-4711.a');
    });

    it.each(['short', 'two words here', 'x'.repeat(65), 'a"quote-in-it'])(
      'by a new id instead of %p',
      async (given) => {
        const answer = await http().get('/garage/cars').set('x-request-id', given);
        expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      },
    );
  });

  it('logs the pattern of a route, never the address', async () => {
    await http()
      .get('/garage/cars/5YJ3E1EA7KF317000?vin=5YJ3E1EA7KF317000')
      .set('x-request-id', 'request-1')
      .expect(200);
    await http().get('/5YJ3E1EA7KF317000').expect(404);
    expect(log.lines).toContainEqual({
      level: 'info',
      sentence: 'answered',
      requestId: 'request-1',
      method: 'GET',
      route: '/garage/cars/:id',
      status: 200,
      ms: expect.any(Number),
    });
    expect(log.lines).toContainEqual(expect.objectContaining({ route: 'no route', status: 404 }));
    expect(JSON.stringify(log.lines)).not.toContain('5YJ3E1EA7KF317000');
  });

  it('lets a browser do nothing with what it answers', async () => {
    const { headers } = await http().get('/garage/cars');
    expect(headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  describe('says how it is', () => {
    it('alive and ready', async () => {
      expect((await http().get('/healthz').expect(200)).body).toEqual({ isAlive: true });
      const answer = await http().get('/readyz').expect(200);
      expect(answer.body).toEqual({ isReady: true, checks: { 'identity provider': 'ok', database: 'ok' } });
    });

    it('alive and not ready, without saying where the database is', async () => {
      isDatabaseThere = false;
      await http().get('/healthz').expect(200);
      const answer = await http().get('/readyz').expect(503);
      expect(answer.body).toEqual({ isReady: false, checks: { 'identity provider': 'ok', database: 'database-away' } });
    });
  });

  it('does not open while a handler does not say who may call it', async () => {
    await expect(createDoor(OpenBarnModule, options)).rejects.toThrow(/: BarnController\.feed$/);
  });

  it('opens nothing but what is public when it knows nobody', async () => {
    const other = await createDoor(GarageModule, { log, visitors: 'vehicles', checks: [] });
    await request(other.getHttpServer()).get('/garage/managed').set(as('tdg_manager')).expect(401);
    const answer = await request(other.getHttpServer()).get('/garage/cars').expect(200);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toBeUndefined();
    await other.close();
  });

  it('believes a forwarded address only from the proxies it was told of', async () => {
    const behind = await createDoor(GarageModule, {
      ...options,
      trustedProxies: ['127.0.0.1', '::1', '::ffff:127.0.0.1'],
    });
    const forged = { 'x-forwarded-for': '203.0.113.9' };
    expect((await request(behind.getHttpServer()).get('/garage/address').set(forged)).text).toBe('203.0.113.9');
    expect((await http().get('/garage/address').set(forged)).text).toMatch(/127\.0\.0\.1$/);
    await behind.close();
  });
});
