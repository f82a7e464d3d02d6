import { refuse } from '../../refusal.js';
import { everyItem } from '../../release-desk/every-item.js';
import type { components } from '../../release-desk/openapi.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';

export type Publisher = components['schemas']['PublisherAnswer'];

export const allPublishers = (desk: ReleaseDesk): Promise<readonly Publisher[]> =>
  everyItem((query) => answered(desk.GET('/api/publishers', { params: { query } })));

/** A key by its thumbprint, its name, or the name of its publisher: of the ones in use when several are called so. Errors: Refusal. */
export async function keyNamed(
  desk: ReleaseDesk,
  text: string,
): Promise<{ readonly id: string; readonly kid: string }> {
  const keys = (await allPublishers(desk)).flatMap(({ id, name, keys }) =>
    keys.map((key) => ({ id, publisher: name, ...key })),
  );
  const wanted = text.trim().toLowerCase();
  const exact = keys.find(({ kid }) => kid === text.trim());
  if (exact) return exact;
  const called = keys.filter((key) => [key.name, key.publisher].some((name) => name.toLowerCase() === wanted));
  const inUse = called.filter(({ revokedAt }) => revokedAt === undefined);
  if (inUse.length === 1) return inUse[0]!;
  const lines = (of: typeof keys) => of.map(({ kid, name, publisher }) => `  ${kid}  ${name}, of ${publisher}`);
  if (inUse.length > 1)
    throw refuse(
      `"${text}" has several keys in use: give one of these. Put -- in front of one that begins with a dash.`,
      ...lines(inUse),
    );
  if (called.length > 0) throw refuse(`"${text}" has no key in use: nothing is left to end.`, ...lines(called));
  throw refuse(`There is no key "${text}".${keys.length > 0 ? ' There is:' : ''}`, ...lines(keys).slice(0, 10));
}
