import { describe, expect, it } from '@jest/globals';
import type { ReleaseDesk } from '../../release-desk/release-desk.js';
import { startDifferences } from './start-differences.js';

/** A desk that gives these answers one after the other, the last one for ever. */
function deskThatSays(...answers: readonly { readonly status: number; readonly data?: object }[]): ReleaseDesk {
  let asked = 0;
  const GET = () => {
    const { status, data } = answers[Math.min(asked++, answers.length - 1)]!;
    return Promise.resolve({ data, response: { status, ok: status === 200 } });
  };
  return { GET } as unknown as ReleaseDesk;
}

const ROLLOUT = { id: 'rol_1' };

describe('what a start says of its dry run', () => {
  it('is that there was none', async () => {
    expect(await startDifferences(deskThatSays({ status: 404 }), ROLLOUT)).toEqual([
      'There was no dry run to compare with.',
    ]);
  });

  it('is who joined, left or moved, as soon as the conductor has compared', async () => {
    const moved = [{ is: 0, vehicles: 30, sample: ['ast-1', 'ast-2'] }];
    const compared = { differences: { at: '2026-03-10T12:00:00Z', moved } };
    const desk = deskThatSays({ status: 200, data: {} }, { status: 200, data: compared });
    const [, line] = await startDifferences(desk, ROLLOUT);
    expect(line).toBe('  30 vehicles joined, in stage 1: ast-1, ast-2, ...');
  });
});
