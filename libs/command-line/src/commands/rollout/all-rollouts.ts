import { everyItem } from '../../release-desk/every-item.js';
import { idNamed } from '../../release-desk/id-named.js';
import type { components } from '../../release-desk/openapi.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';

export type Rollout = components['schemas']['RolloutAnswer'];
export type RolloutSummary = components['schemas']['RolloutSummaryAnswer'];

export const allRollouts = (desk: ReleaseDesk): Promise<readonly RolloutSummary[]> =>
  everyItem((query) => answered(desk.GET('/api/rollouts', { params: { query } })));

export const rolloutIdNamed = (desk: ReleaseDesk, text: string): Promise<string> =>
  idNamed(text, {
    what: 'rollout',
    prefix: 'rol',
    all: async () => (await allRollouts(desk)).map(({ id, name }) => ({ id, names: [name] })),
  });
