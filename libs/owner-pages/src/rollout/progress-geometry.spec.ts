import { describe, expect, it } from '@jest/globals';
import { progressGeometry } from './progress-geometry.js';

const stages = [
  { share: 100, vehicles: 50 },
  { share: 1000, vehicles: 500 },
  { share: 5000, vehicles: 2500 },
  { share: 10_000, vehicles: 5000 },
];
const running = { stages, stageIndex: 1, planned: 5000, offered: 275, done: 25, state: 'running' } as const;

describe('the line of a rollout', () => {
  it('gives every stage the same width, and cars their place within it', () => {
    expect(progressGeometry(running)).toEqual({
      stations: [
        { place: 0.25, share: 100 },
        { place: 0.5, share: 1000 },
        { place: 0.75, share: 5000 },
        { place: 1, share: 10_000 },
      ],
      done: 0.125,
      offered: 0.375,
      open: { from: 0.25, to: 0.5 },
    });
  });

  it('stands at "checked" before the first car and at the end with the last', () => {
    expect(progressGeometry({ ...running, offered: 0, done: 0 })).toMatchObject({ offered: 0, done: 0 });
    expect(progressGeometry({ ...running, offered: 5000, done: 5000 })).toMatchObject({ offered: 1, done: 1 });
  });

  it('does not leave the picture when the cohort has grown since it was counted', () => {
    expect(progressGeometry({ ...running, offered: 5400 })).toMatchObject({ offered: 1 });
  });

  it('passes over a stage that held no car', () => {
    const empty = [
      { share: 1, vehicles: 0 },
      { share: 10_000, vehicles: 10 },
    ];
    expect(progressGeometry({ ...running, stages: empty, planned: 10, offered: 5, done: 0 })).toMatchObject({
      offered: 0.75,
    });
  });

  it.each(['approved', 'halted', 'completed'] as const)('shows no open stage when the rollout is %s', (state) => {
    expect(progressGeometry({ ...running, state })?.open).toBeUndefined();
  });

  it('is not drawn for a rollout that counts no cars', () => {
    expect(progressGeometry({ ...running, planned: 0 })).toBeUndefined();
  });
});
