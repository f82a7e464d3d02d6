import { beforeEach, describe, expect, it } from '@jest/globals';
import { Clock, type Instant, instant, stopAllOrder } from '@tidings/vocabulary';
import { StopAll } from './stop-all.js';

class SetClock extends Clock {
  at = instant(1000);
  now(): Instant {
    return this.at;
  }
}

const fire = stopAllOrder({ who: 'rita', why: 'fire', at: instant(500) });
const later = stopAllOrder({ who: 'paul', why: 'smoke', at: instant(600) });

describe('memory of an order to stop all', () => {
  let clock: SetClock;
  let stopAll: StopAll;
  beforeEach(() => {
    clock = new SetClock();
    stopAll = new StopAll(clock);
  });

  it('knows none at first', () => {
    expect([stopAll.order, stopAll.seenAt]).toEqual([undefined, undefined]);
  });

  it('takes it from the file alone, and remembers when it was seen first', () => {
    stopAll.fileSays(fire);
    clock.at = instant(9000);
    stopAll.fileSays(fire);
    stopAll.recordSays([fire]);
    expect([stopAll.order, stopAll.seenAt]).toEqual([fire, 1000]);
  });

  it('takes it from the record alone, and gives it up with the record', () => {
    stopAll.recordSays([fire]);
    expect(stopAll.order).toEqual(fire);
    stopAll.recordSays([]);
    expect([stopAll.order, stopAll.seenAt]).toEqual([undefined, undefined]);
  });

  it('keeps the order of a file whatever the record says', () => {
    stopAll.fileSays(fire);
    stopAll.recordSays([]);
    expect(stopAll.order).toEqual(fire);
  });

  it('ends with its file, although the record still has it, and another order stands', () => {
    stopAll.fileSays(fire);
    stopAll.recordSays([fire]);
    stopAll.fileSays(undefined);
    expect([stopAll.order, stopAll.takenAway]).toEqual([undefined, [fire.orderId]]);
    stopAll.recordSays([fire, later]);
    expect(stopAll.order).toEqual(later);
    stopAll.forget(fire.orderId);
    expect([stopAll.order, stopAll.takenAway]).toEqual([later, []]);
  });

  it('keeps an order that no disk takes until it is lifted', () => {
    stopAll.hold(fire);
    stopAll.fileSays(undefined);
    expect([stopAll.order, stopAll.filed, stopAll.takenAway]).toEqual([fire, fire, []]);
    stopAll.forget(fire.orderId);
    expect(stopAll.order).toBeUndefined();
  });

  it('stands again when its file is put back', () => {
    stopAll.fileSays(fire);
    stopAll.fileSays(undefined);
    stopAll.fileSays(fire);
    expect([stopAll.order, stopAll.takenAway]).toEqual([fire, []]);
  });

  it('knows both of two orders whose files came and went before the record was told', () => {
    stopAll.recordSays([fire, later]);
    for (const order of [fire, undefined, later, undefined]) stopAll.fileSays(order);
    expect([stopAll.order, stopAll.takenAway]).toEqual([undefined, [fire.orderId, later.orderId]]);
  });
});
