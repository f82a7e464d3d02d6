import { setTimeout as wait } from 'node:timers/promises';

/** Looks again and again. Errors: after `patienceMs`, what was waited for and `told`. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  patienceMs = 60_000,
  told: () => string = () => '',
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not so after ${patienceMs / 1000} s: ${isSo.toString()}\n${told()}`);
    await wait(50);
  }
}
