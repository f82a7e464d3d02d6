export default async function globalTeardown() {
  await globalThis.tidingsTestCluster?.stop();
}
