import { after } from '@tidings/vocabulary';
import { ASK_AGAIN_AFTER, gate, type OpeningQuestion } from './gate.js';

/** Has the stage room under its cap? A vehicle that was offered this rollout before keeps its place. */
export const stageHasRoom = gate<OpeningQuestion>(
  'stage-has-room',
  ({ rollout: { facts }, attempts, now }) => {
    const wants =
      facts.stage === undefined
        ? 'a stage that is open'
        : `fewer than ${facts.stage.cap} vehicles offered (stage-full)`;
    if (attempts.length > 0) return { passes: true, wants, has: 'counted already' };
    const has = `${facts.tally.offered} vehicles offered`;
    const hasRoom = facts.stage !== undefined && facts.tally.offered < facts.stage.cap;
    return hasRoom ? { passes: true, wants, has } : { passes: false, wants, has, until: after(now, ASK_AGAIN_AFTER) };
  },
  'attempts',
);
