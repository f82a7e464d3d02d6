import { DecisionSnapshot, StopAllFile } from '@tidings/decision-snapshot';
import { Clock, DomainError, type StopAllOrder, stopAllOrder } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

/** Stops this gateway, without asking anybody: in memory at once, and on its disk so that a restart finds it. */
@Injectable()
export class StopThisGateway {
  constructor(
    private readonly snapshot: DecisionSnapshot,
    private readonly file: StopAllFile,
    private readonly clock: Clock,
  ) {}

  /** An order that stands already is answered as it is. Errors: 'stop-not-written' (it has stopped, in memory only). */
  async run(who: string, why: string): Promise<StopAllOrder> {
    const { stopAll } = this.snapshot;
    const order = stopAll.filed ?? stopAllOrder({ who, why, at: this.clock.now() });
    stopAll.hold(order);
    try {
      stopAll.fileSays(await this.file.write(order));
    } catch (cause) {
      throw new DomainError('stop-not-written', { path: this.file.path }, { cause });
    }
    stopAll.letGo();
    return order;
  }
}
