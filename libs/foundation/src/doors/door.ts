import type { Handler } from '@tidings/http-edge';

/** An open door: answers requests, and closes when nobody is served any more. */
export interface Door {
  readonly handler: Handler;
  readonly close: () => Promise<void>;
}
