import { describe, expect, it } from '@jest/globals';
import { DomainError, ERROR_CODES, type ErrorCode } from '@tidings/vocabulary';
import { problemCatalogue } from './problem-catalogue.js';
import { problemOf } from './problem-of.js';

describe('the problem catalogue', () => {
  it('has an entry for every error code', () => {
    const silent = ERROR_CODES.filter((code) => !Object.hasOwn(problemCatalogue, code));
    expect(silent).toEqual([]);
  });

  it('has no entry for a code that nobody can throw', () => {
    const known: ReadonlySet<string> = new Set(ERROR_CODES);
    expect(Object.keys(problemCatalogue).filter((code) => !known.has(code))).toEqual([]);
  });

  it.each(Object.keys(problemCatalogue))('speaks in a whole sentence even when %s comes without facts', (code) => {
    const { status, title, detail } = problemOf(new DomainError(code as ErrorCode), 'request-1');
    expect(detail).toMatch(/^["A-Z].*\S$/s);
    expect(detail).not.toMatch(/undefined|null|NaN|\[object/);
    expect(title).not.toMatch(/[.!]$/);
    expect(status).toBeGreaterThanOrEqual(400);
  });
});

describe('an error on its way out', () => {
  it('shows only the facts its entry allows', () => {
    const error = new DomainError('database-away', { url: 'postgres://tidings:secret@db' });
    expect(problemOf(error, 'request-1')).toMatchObject({ code: 'database-away', status: 503, facts: {} });
  });

  it('is an unexpected one when nobody foresaw it, and its message stays inside', () => {
    const problem = problemOf(new Error('password is hunter2'), 'request-1');
    expect(problem).toMatchObject({ code: 'unexpected', status: 500, facts: { requestId: 'request-1' } });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  it('is an unexpected one when its code has no entry yet', () => {
    const error = new DomainError('a-code-without-an-entry' as ErrorCode, { secret: 'hunter2' });
    expect(problemOf(error, 'request-1')).toMatchObject({ code: 'unexpected', facts: { requestId: 'request-1' } });
  });

  it('tells every problem of a list', () => {
    const problems = [
      { at: 'stages.0.share', rule: 'share-does-not-grow', says: 'must grow' },
      { at: 'window', rule: 'window-empty', says: 'must be open' },
    ];
    const { detail, facts } = problemOf(new DomainError('plan-not-workable', { problems }), 'request-1');
    expect(detail).toContain('stages.0.share: must grow. window: must be open.');
    expect(facts).toEqual({ problems });
  });

  it('repeats a long text only as far as it helps', () => {
    const problem = problemOf(new DomainError('bad-id', { prefix: 'veh', text: 'x'.repeat(5_000) }), 'request-1');
    expect(problem.detail.length).toBeLessThan(600);
  });
});
