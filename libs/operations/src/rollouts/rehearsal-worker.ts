import { parentPort, workerData } from 'node:worker_threads';
import { forecast, type ForecastInput } from '@tidings/fleet-model';

/** A thread of its own: rehearses what it was given, tells the share that is done after every rehearsal, and the forecast at last. */
const rehearsals = forecast(workerData as ForecastInput);
for (;;) {
  const { done, value } = rehearsals.next();
  if (done) {
    parentPort!.postMessage({ forecast: value });
    break;
  }
  parentPort!.postMessage({ share: value });
}
