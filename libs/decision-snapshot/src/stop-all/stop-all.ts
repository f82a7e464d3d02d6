import type { Clock, Instant, StopAllId, StopAllOrder } from '@tidings/vocabulary';

/**
 * Whether all is stopped, from two mouths: the file on this machine's disk, which needs nobody else, and the record, which every process
 * hears. Either is enough. An order ends when the record says that it is lifted, or when its file is taken away while this process looks.
 */
export class StopAll {
  private filedOrder: StopAllOrder | undefined;
  private heldOrder: StopAllOrder | undefined;
  private recorded: readonly StopAllOrder[] = [];
  private readonly takenAwayIds = new Set<StopAllId>();
  private since: Instant | undefined;

  constructor(private readonly clock: Clock) {}

  /** The order in force. */
  get order(): StopAllOrder | undefined {
    return this.filedOrder ?? this.heldOrder ?? this.recorded.find(({ orderId }) => !this.takenAwayIds.has(orderId));
  }

  /** Since when this process knows, by its own clock. */
  get seenAt(): Instant | undefined {
    return this.since;
  }

  /** What the file says, or would say if it could be written. */
  get filed(): StopAllOrder | undefined {
    return this.filedOrder ?? this.heldOrder;
  }

  /** The orders whose file somebody took away, until the record says so too: a second may come and go before the first is noted. */
  get takenAway(): readonly StopAllId[] {
    return [...this.takenAwayIds];
  }

  fileSays(order: StopAllOrder | undefined): void {
    if (this.filedOrder && order?.orderId !== this.filedOrder.orderId) this.takenAwayIds.add(this.filedOrder.orderId);
    if (order) this.takenAwayIds.delete(order.orderId);
    this.filedOrder = order;
    this.look();
  }

  /** An order for which there is no room on the disk: it stands until this process ends, or the record says that it is lifted. */
  hold(order: StopAllOrder): void {
    this.heldOrder = order;
    this.look();
  }

  /** The file has it now. */
  letGo(): void {
    this.heldOrder = undefined;
    this.look();
  }

  /** Every order that the record knows and nobody lifted. */
  recordSays(orders: readonly StopAllOrder[]): void {
    this.recorded = orders;
    this.look();
  }

  /** The record knows by now that this order is lifted. */
  forget(orderId: StopAllId): void {
    this.takenAwayIds.delete(orderId);
    if (this.heldOrder?.orderId === orderId) this.heldOrder = undefined;
    this.recorded = this.recorded.filter((order) => order.orderId !== orderId);
    this.look();
  }

  private look(): void {
    this.since = this.order && (this.since ?? this.clock.now());
  }
}
