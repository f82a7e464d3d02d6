import { everyItem } from '../../release-desk/every-item.js';
import { idNamed } from '../../release-desk/id-named.js';
import type { components } from '../../release-desk/openapi.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';

export type Release = components['schemas']['ReleaseAnswer'];

export const allReleases = (desk: ReleaseDesk): Promise<readonly Release[]> =>
  everyItem((query) => answered(desk.GET('/api/releases', { params: { query } })));

/** An id, 'Asterion' when there is one version of it, or 'Asterion 4.2'. */
export const releaseIdNamed = (desk: ReleaseDesk, text: string): Promise<string> =>
  idNamed(text, {
    what: 'release',
    prefix: 'rel',
    all: async () =>
      (await allReleases(desk)).map(({ id, name, version }) => ({ id, names: [name, `${name} ${version}`] })),
  });
