import { everyItem } from '../../release-desk/every-item.js';
import { idNamed } from '../../release-desk/id-named.js';
import type { components } from '../../release-desk/openapi.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';

export type Package = components['schemas']['PackageAnswer'];

export const allPackages = (desk: ReleaseDesk): Promise<readonly Package[]> =>
  everyItem((query) => answered(desk.GET('/api/packages', { params: { query } })));

/** An id, 'asterion-icm' when there is one version of it, or 'asterion-icm 4.2.0'. */
export const packageIdNamed = (desk: ReleaseDesk, text: string): Promise<string> =>
  idNamed(text, {
    what: 'package',
    prefix: 'pkg',
    all: async () =>
      (await allPackages(desk)).map(({ id, name, version }) => ({ id, names: [name, `${name} ${version}`] })),
  });
