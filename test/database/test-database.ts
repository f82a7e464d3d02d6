import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Set for the test workers by the global setup: leads to the run's cluster, as its owner. */
export const CLUSTER_VARIABLE = 'TIDINGS_TEST_CLUSTER';
export const TEMPLATE_DATABASE = 'tidings_template';

/** A migrated, empty database of one's own; a clone takes some 10 ms. `drop` cuts whatever is still connected. */
export async function testDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asOwner(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE} STRATEGY FILE_COPY`);
  const url = new URL(clusterUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asOwner(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl() });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function clusterUrl(): string {
  const url = process.env[CLUSTER_VARIABLE];
  if (url === undefined)
    throw new Error(`${CLUSTER_VARIABLE} is not set: run tests through jest with this project's configuration`);
  return url;
}
