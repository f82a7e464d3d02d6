import { everyItem } from '../../release-desk/every-item.js';
import { idNamed } from '../../release-desk/id-named.js';
import type { components } from '../../release-desk/openapi.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';

export type CohortHistory = components['schemas']['CohortHistoryAnswer'];
export type CohortSummary = components['schemas']['CohortSummaryAnswer'];

export const allCohorts = (desk: ReleaseDesk): Promise<readonly CohortSummary[]> =>
  everyItem((query) => answered(desk.GET('/api/cohorts', { params: { query } })));

export const cohortIdNamed = (desk: ReleaseDesk, text: string): Promise<string> =>
  idNamed(text, {
    what: 'saved cohort',
    prefix: 'coh',
    all: async () => (await allCohorts(desk)).map(({ id, name }) => ({ id, names: [name] })),
  });
