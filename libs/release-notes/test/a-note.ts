import type { ReleaseNote } from '../src/release-note.js';

/** A complete note in which only the named parts matter. */
export const aNote = (parts: Partial<ReleaseNote>): ReleaseNote => ({
  release: 'asterion-4.2',
  language: 'en-GB',
  title: 'Asterion 4.2 — Ready when you arrive',
  name: 'Asterion 4.2',
  headline: 'Ready when you arrive',
  summary: 'Winter stops are shorter.',
  glance: 'Update 4.2 is ready',
  purpose: 'feature',
  criticality: 'normal',
  execution: {
    why: 'Planned improvements.',
    time: { text: 'About 35 minutes.', minutes: 35, basis: 'tested' },
    unavailable: 'Driving.',
    instructions: 'Park.',
    refusal: { isAllowed: true, answer: 'Yes.', consequence: 'Nothing stops working.' },
  },
  essentials: [],
  improvements: [
    { key: 'wiper', kind: 'improved', impact: 'better', title: 'Wiper', short: 'The wiper rests.', sections: [] },
  ],
  chapters: [],
  knownIssues: [],
  ...parts,
});
