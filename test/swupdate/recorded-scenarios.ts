import { setTimeout as sleep } from 'node:timers/promises';
import { CuttingProxy } from './cutting-proxy.js';
import { DdiStub } from './ddi-stub.js';
import { RealVehicle } from './real-vehicle.js';
import { SignedPackage } from './signed-package.js';

/** What a scenario has to play with. The vehicle has been made, not started, and polls once a second. */
export interface Stage {
  readonly vehicle: RealVehicle;
  readonly stub: DdiStub;
  readonly proxy: CuttingProxy;
  /** Signed by whom the vehicle trusts, 65 kB and 2 MB; and one by a stranger. */
  readonly packages: { readonly small: SignedPackage; readonly large: SignedPackage; readonly foreign: SignedPackage };
}

/** Each name is a file in test/conformance/recorded; each scenario ends when what its sentence says has been on the wire. */
export const recordedScenarios: Readonly<
  Record<string, { readonly what: string; readonly play: (stage: Stage) => Promise<void> }>
> = {
  'poll-and-attributes': {
    what: 'The first poll, the attributes it is asked for, and a poll that shows nothing.',
    play: async ({ vehicle, stub }) => {
      await vehicle.start();
      await vehicle.waitFor('the second poll', () => polls(stub) > 1);
    },
  },
  'installed-and-healthy': {
    what: 'Offered, downloaded, installed, restarted, and the verdict success after the restart.',
    play: async ({ vehicle, stub, packages }) => {
      await install(vehicle, stub, packages.small);
      await vehicle.restart();
      await closed(vehicle, stub, 'deploymentBase');
    },
  },
  'fallen-back': {
    what: 'Installed, but the new software did not start: the verdict failure after the restart.',
    play: async ({ vehicle, stub, packages }) => {
      await install(vehicle, stub, packages.small);
      await vehicle.restart('falls-back');
      await closed(vehicle, stub, 'deploymentBase');
    },
  },
  'package-of-a-stranger': {
    what: 'A package with the wrong signature: refused while it is downloaded.',
    play: async ({ vehicle, stub, packages }) => {
      stub.offer = { kind: 'deployment', id: 3, package: packages.foreign };
      await vehicle.start();
      await closed(vehicle, stub, 'deploymentBase');
    },
  },
  'resumed-download': {
    what: 'A download cut after 1 MB and resumed by range.',
    play: async ({ vehicle, stub, proxy, packages }) => {
      const cut = proxy.interfere(ARTIFACT, { kind: 'cut', afterBytes: 1_000_000 });
      await Promise.all([cut, install(vehicle, stub, packages.large)]);
    },
  },
  'cancelled-before-download': {
    what: 'A cancel before anything was fetched: acknowledged by closed/success on the cancel action.',
    play: async ({ vehicle, stub }) => {
      stub.offer = { kind: 'cancel', id: 3 };
      await vehicle.start();
      await closed(vehicle, stub, 'cancelAction');
    },
  },
  'cancelled-between-two-polls': {
    what: 'A cancel between the first and the second fetch, which are milliseconds apart: closed/success on the deployment.',
    play: async ({ vehicle, stub, packages }) => {
      stub.offer = { kind: 'deployment', id: 3, package: packages.small };
      stub.asksForAttributes = false;
      await vehicle.start();
      await vehicle.waitFor('its attributes', () => stub.exchanges.some(({ method }) => method === 'PUT'));
      const before = polls(stub);
      stub.instead = (_method, path) => {
        if (path.endsWith(VEHICLE) && polls(stub) === before + 1) stub.offer = { kind: 'cancel', id: 3 };
        return undefined;
      };
      await closed(vehicle, stub, 'cancelAction');
    },
  },
  'cancelled-while-downloading': {
    what: 'A cancel seen by the poll in the middle of a download: the download ends, then the cancel is acknowledged.',
    play: async ({ vehicle, stub, proxy, packages }) => {
      const half = proxy.interfere(ARTIFACT, { kind: 'hold', afterBytes: 1_000_000 });
      stub.offer = { kind: 'deployment', id: 3, package: packages.large };
      await vehicle.start();
      await half;
      stub.offer = { kind: 'cancel', id: 3 };
      await sleep(2_000); // It looks at its poll while it downloads, but no oftener than it polls.
      proxy.release();
      await closed(vehicle, stub, 'cancelAction');
    },
  },
  'cancelled-before-restart': {
    what: 'A cancel after installing: acknowledged, and no verdict after the restart, though the new software runs.',
    play: async ({ vehicle, stub, packages }) => {
      await install(vehicle, stub, packages.small);
      stub.offer = { kind: 'cancel', id: 3 };
      await closed(vehicle, stub, 'cancelAction');
      stub.offer = { kind: 'nothing' };
      const before = polls(stub);
      await vehicle.restart();
      await vehicle.waitFor('two polls', () => polls(stub) > before + 1);
    },
  },
};

/** The vehicle of every recording. */
export const VEHICLE = 'a-recorded-car';
const ARTIFACT = `GET /DEFAULT/controller/v1/${VEHICLE}/softwaremodules`;

async function install(vehicle: RealVehicle, stub: DdiStub, offered: SignedPackage): Promise<void> {
  stub.offer = { kind: 'deployment', id: 3, package: offered };
  await vehicle.start();
  await vehicle.waitFor('the end of the installation', () => vehicle.hasInstalled());
}

async function closed(vehicle: RealVehicle, stub: DdiStub, action: 'deploymentBase' | 'cancelAction'): Promise<void> {
  const isClosed = (): boolean =>
    stub.reports(`${action}/3/feedback`).some(({ status }) => status.execution === 'closed');
  await vehicle.waitFor(`closed on ${action}`, isClosed, 20_000);
}

function polls(stub: DdiStub): number {
  return stub.exchanges.filter(({ path }) => path.endsWith(VEHICLE)).length;
}
