import type { PollAnswer } from '@tidings/operations';
import type { Duration } from '@tidings/vocabulary';
import type { Link, VehicleLinks } from '../door/vehicle-links.js';
import { busySleep, sleepText } from './sleep-text.js';

export interface PollBody {
  readonly config: { readonly polling: { readonly sleep: string } };
  readonly _links?: Readonly<Partial<Record<'deploymentBase' | 'cancelAction' | 'configData', Link>>>;
}

/** The poll's answer on the wire (DDI section 2): at most one of deploymentBase and cancelAction, no _links when there is none. */
export function pollBody(answer: PollAnswer, links: VehicleLinks, pollEvery: Duration): PollBody {
  const { link, wantsAttributes } = answer;
  const shown = {
    ...(link.kind === 'deployment' && { deploymentBase: links.deploymentBase(link.wireNumber) }),
    ...(link.kind === 'cancel' && { cancelAction: links.cancelAction(link.wireNumber) }),
    ...(wantsAttributes && { configData: links.configData() }),
  };
  const sleep = link.kind === 'none' ? pollEvery : busySleep(pollEvery);
  return {
    config: { polling: { sleep: sleepText(sleep) } },
    ...(Object.keys(shown).length > 0 && { _links: shown }),
  };
}

/** What a vehicle hears when there is nothing new. */
export const quietBody = (pollEvery: Duration): PollBody => ({ config: { polling: { sleep: sleepText(pollEvery) } } });
