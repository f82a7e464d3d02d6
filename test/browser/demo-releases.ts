import { DEMO_LANGUAGES, demoNote, type SeededOwnerPortal } from './seeded-owner-portal.js';

/**
 * What the browser sees: the demo's two releases in four languages, one on its way to 5,000 cars, one paused by a person; and one that
 * only Britons and Swedes can read, stopped by the conductor.
 */
export async function publishDemoReleases(portal: SeededOwnerPortal): Promise<void> {
  for (const language of DEMO_LANGUAGES) {
    await portal.publish({
      releaseId: 'rel_42',
      source: demoNote('asterion-4.2', language),
      liveAt: '2026-11-18T08:00:00Z',
    });
    await portal.publish({
      releaseId: 'rel_421',
      source: demoNote('asterion-4.2.1', language),
      liveAt: '2026-11-20T07:00:00Z',
    });
  }
  for (const language of ['en-GB', 'sv-SE'])
    await portal.publish({
      releaseId: 'rel_41',
      source: demoNote('asterion-4.2', language).replaceAll('4.2', '4.1'),
      liveAt: '2026-08-03T08:00:00Z',
    });
  await portal.rollOut({ releaseId: 'rel_42' }, { offered: 412, installed: 287, failed: 3 });
  await portal.rollOut(
    {
      releaseId: 'rel_421',
      state: 'paused',
      stateWhy: 'A few cars in the cold need longer than we promised. We look into it and go on on Monday.',
      cohort: { models: ['Lyra'] },
    },
    { offered: 90, installed: 61, failed: 1 },
  );
  await portal.rollOut(
    { releaseId: 'rel_41', state: 'halted', stateBy: 'tidings', stateWhy: 'failure-rate: 9 of 40 failed (at most 2%)' },
    { offered: 40, installed: 12, failed: 9 },
  );
}
