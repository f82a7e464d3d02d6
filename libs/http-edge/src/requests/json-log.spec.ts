import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tidings/vocabulary';
import { JsonLog } from './json-log.js';
import { NestLog } from './nest-log.js';

describe('the log', () => {
  const written: string[] = [];
  const log = new JsonLog('info', { write: (line) => void written.push(line) });
  const lastLine = () => JSON.parse(written.at(-1) ?? '{}') as Readonly<Record<string, unknown>>;

  it('is one JSON object per line', () => {
    log.info('a rollout advanced', { rollout: 'rol_1' });
    expect(written.at(-1)).toMatch(/^\{.*\}\n$/);
    expect(lastLine()).toEqual({
      level: 'info',
      time: expect.stringMatching(/Z$/),
      sentence: 'a rollout advanced',
      rollout: 'rol_1',
    });
  });

  it('tells a cause with its stack, its code, and the cause behind it', () => {
    const cause = new DomainError('store-away', { store: 's3' }, { cause: new Error('connection refused') });
    log.error('an upload failed', { cause });
    expect(lastLine()['cause']).toMatchObject({
      code: 'store-away',
      stack: expect.stringContaining('connection refused'),
    });
  });

  it('keeps to itself what is below its level', () => {
    const before = written.length;
    log.debug('polled');
    new NestLog(log).log('AppModule dependencies initialized', 'InstanceLoader');
    expect(written).toHaveLength(before);
  });

  it('passes on what Nest complains about', () => {
    new NestLog(log).error(new Error('no such provider'), 'Injector');
    expect(lastLine()).toMatchObject({ level: 'error', sentence: 'no such provider', nest: 'Injector' });
  });
});
