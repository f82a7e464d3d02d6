import { Worker } from 'node:worker_threads';
import type { Forecast, ForecastInput } from '@tidings/fleet-model';

type Message = { readonly share: number } | { readonly forecast: Forecast };

/** Built code lies beside itself as JavaScript. Where sources run as they are, the thread needs what the tests of this house compile with. */
const isBuilt = import.meta.url.endsWith('.js');
const WORKER = new URL(`./rehearsal-worker.${isBuilt ? 'js' : 'ts'}`, import.meta.url);
const COMPILES = ['--no-warnings', '--import', '@swc-node/register/esm-register'];

/**
 * A forecast in a thread of its own, so that whoever polls this process does not wait for it. `told` hears the share that is done, from 0 to 1.
 * Undefined: it was given up by `signal`.
 */
export function foretellApart(
  input: ForecastInput,
  told: (share: number) => void,
  signal?: AbortSignal,
): Promise<Forecast | undefined> {
  if (signal?.aborted === true) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    // The cohort may be a list of a million vehicles, and the cars of a rehearsal are all of it.
    const workerData: ForecastInput = { ...input, rollout: { ...input.rollout, cohort: {} } };
    const worker = new Worker(WORKER, { workerData, execArgv: isBuilt ? [] : COMPILES });
    const leave = (): void => {
      resolve(undefined);
      void worker.terminate();
    };
    signal?.addEventListener('abort', leave, { once: true });
    worker.on('message', (message: Message) => ('share' in message ? told(message.share) : resolve(message.forecast)));
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', leave);
      // After an answer this changes nothing.
      reject(new Error(`The thread that rehearses ended with code ${code} before it had a forecast.`));
    });
  });
}
