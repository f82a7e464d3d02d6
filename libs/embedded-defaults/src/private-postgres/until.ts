import { setTimeout as wait } from 'node:timers/promises';

/** Looks every 5 ms; false when the condition did not come true within the given milliseconds. */
export async function until(isSo: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await wait(5);
  }
  return true;
}
