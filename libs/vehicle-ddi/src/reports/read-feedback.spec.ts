import { describe, expect, it } from '@jest/globals';
import { EXECUTIONS } from '@tidings/rollout-engine';
import { readFeedback } from './read-feedback.js';

const feedback = (status: object): unknown => ({
  id: '7',
  time: '20261121T215625',
  status: { execution: 'closed', result: { finished: 'success' }, ...status },
});

describe('a feedback body', () => {
  it.each([
    ['proceeding', 'progress'],
    ['scheduled', 'progress'],
    ['resumed', 'progress'],
    ['download', 'download'],
    ['downloaded', 'downloaded'],
    ['rejected', 'rejected'],
    ['canceled', 'canceled'],
    ['closed', 'closed'],
  ] as const)('that says %s is a report of %s', (execution, ours) => {
    expect(EXECUTIONS).toContain(ours);
    expect(readFeedback('deployment', feedback({ execution })).execution).toBe(ours);
  });

  it('becomes the same report whatever its id, time and progress', () => {
    const one = readFeedback('cancel', feedback({ result: { finished: 'none', progress: { cnt: 9, of: 0 } } }));
    const other = { status: { execution: 'closed', result: { finished: 'none' } }, id: 3, timestamp: 1 };
    expect(readFeedback('cancel', other)).toEqual(one);
    expect(one).toEqual({ door: 'cancel', execution: 'closed', finished: 'none', code: undefined, details: [] });
  });

  it('of swupdate that skipped an update is progress and no success', () => {
    const skipped = feedback({ details: ['Skipped Update.'] });
    expect(readFeedback('deployment', skipped)).toMatchObject({ execution: 'progress', finished: 'none' });
    expect(readFeedback('cancel', skipped)).toMatchObject({ execution: 'closed', finished: 'success' });
  });

  it.each<[unknown, number | undefined]>([
    [200, 200],
    [-1, -1],
    [2 ** 31, undefined],
    [1.5, undefined],
    ['200', undefined],
    [null, undefined],
  ])('with the code %p keeps %p', (code, kept) => {
    expect(readFeedback('deployment', feedback({ code })).code).toBe(kept);
  });

  it.each<[unknown, readonly string[]]>([
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    ['a', ['a']],
    [undefined, []],
    [null, []],
    [
      [1, null, { a: 'b' }],
      ['1', '{"a":"b"}'],
    ],
    [['a\u0000b\ud800c\u{1f697}'], ['a\ufffdb\ufffdc\u{1f697}']],
  ])('with the details %j keeps %j', (details, kept) => {
    expect(readFeedback('deployment', feedback({ details })).details).toEqual(kept);
  });

  it.each([
    [undefined],
    ['text'],
    [[]],
    [{ status: [] }],
    [feedback({ execution: 'exploded' })],
    [feedback({ execution: 'toString' })],
    [feedback({ result: 'success' })],
    [feedback({ result: { finished: 'maybe' } })],
  ])('%j is refused', (body) => {
    expect(() => readFeedback('deployment', body)).toThrow(
      expect.objectContaining({ refusal: 'body-not-readable', status: 400 }),
    );
  });
});
