import { everyItem } from '../../release-desk/every-item.js';
import type { components } from '../../release-desk/openapi.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';

export type Publisher = components['schemas']['PublisherAnswer'];

export const allPublishers = (desk: ReleaseDesk): Promise<readonly Publisher[]> =>
  everyItem((query) => answered(desk.GET('/api/publishers', { params: { query } })));
