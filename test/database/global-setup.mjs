import { register } from 'node:module';

// Jest loads this file outside its own module system (no aliases, no TypeScript): a Node loader hook does it instead.
export default async function globalSetup() {
  register('@swc-node/register/esm', import.meta.url);
  const { startTestCluster } = await import('./cluster.ts');
  globalThis.tidingsTestCluster = await startTestCluster();
}
