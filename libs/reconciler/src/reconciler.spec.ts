import { describe, expect, it } from '@jest/globals';
import { hours } from '@tidings/vocabulary';
import { Reconciler } from './reconciler.js';

describe('a reconciler', () => {
  it('never runs its job twice at once, and runs again for a nudge that came during a run', async () => {
    let runs = 0;
    let atOnce = 0;
    let most = 0;
    const reconciler = new Reconciler(
      async () => {
        runs += 1;
        most = Math.max(most, (atOnce += 1));
        await new Promise((done) => setTimeout(done, 5));
        atOnce -= 1;
      },
      hours(1),
      () => undefined,
    );
    const first = reconciler.nudge();
    const second = reconciler.nudge();
    await Promise.all([first, second, reconciler.nudge()]);
    await reconciler.stop();
    expect({ runs, most }).toEqual({ runs: 2, most: 1 });
  });

  it('tells of a failed run and runs again', async () => {
    const causes: unknown[] = [];
    let runs = 0;
    const reconciler = new Reconciler(
      () => {
        runs += 1;
        return runs === 1 ? Promise.reject(new Error('away')) : Promise.resolve();
      },
      hours(1),
      (cause) => causes.push(cause),
    );
    await reconciler.nudge();
    await reconciler.nudge();
    expect({ runs, heard: causes.length }).toEqual({ runs: 2, heard: 1 });
  });

  it('does nothing once it is stopped', async () => {
    let runs = 0;
    const reconciler = new Reconciler(
      () => {
        runs += 1;
        return Promise.resolve();
      },
      hours(1),
      () => undefined,
    );
    await reconciler.stop();
    await reconciler.nudge();
    expect(runs).toBe(0);
  });
});
