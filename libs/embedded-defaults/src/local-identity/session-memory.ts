import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload } from 'oidc-provider';

/** A demo forgets its sessions at a restart; it must not grow without end while it runs. */
const MOST = 10_000;

/** Where the provider keeps sessions, codes and grants. One memory for all its kinds of things. */
export function sessionMemory(): (kind: string) => Adapter {
  const stored = new LRUCache<string, AdapterPayload>({ max: MOST });
  const find = (test: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...stored.values()].find(test);
  return (kind) => ({
    upsert: (id, payload, expiresIn) => {
      stored.set(`${kind}:${id}`, payload, expiresIn === undefined ? {} : { ttl: expiresIn * 1000 });
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(stored.get(`${kind}:${id}`)),
    findByUid: (uid) => Promise.resolve(find((payload) => payload.kind === kind && payload.uid === uid)),
    findByUserCode: () => Promise.resolve(undefined), // for devices without a browser: not offered here
    consume: (id) => {
      const payload = stored.get(`${kind}:${id}`);
      if (payload) payload.consumed = true;
      return Promise.resolve();
    },
    destroy: (id) => {
      stored.delete(`${kind}:${id}`);
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      for (const [key, payload] of stored.entries()) if (payload.grantId === grantId) stored.delete(key);
      return Promise.resolve();
    },
  });
}
