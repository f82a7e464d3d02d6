import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { basisPoints, seconds } from '@tidings/vocabulary';
import { aFleet, until } from '../../builders/a-fleet.js';
import { DdiStub } from '../../builders/ddi-stub.js';
import type { Fleet, FleetEvent, VehicleBelief } from '../index.js';

describe('a car that is told to stop', () => {
  let stub: DdiStub;
  let fleet: Fleet;

  beforeEach(async () => (stub = await new DdiStub().listen()));
  afterEach(async () => {
    await fleet.stop();
    await stub.close();
  });

  const car = (): VehicleBelief => fleet.vehicle('car-1')!;
  const cancelled = (): void => {
    delete stub.shown.deployment;
    stub.shown.cancel = 1;
  };
  const cancelAt = (step: string) => (event: FleetEvent) => {
    if (event.kind === 'began' && event.beginning.step === step && event.beginning.wireNumber === 1) cancelled();
  };

  it('acknowledges an attempt it never fetched', async () => {
    stub.shown.cancel = 1;
    fleet = aFleet(stub.url);
    fleet.start();
    await until(() => car().acknowledged.length > 0);
    expect(stub.reports).toEqual(['cancelAction/1 closed/success']);
    expect(car().began).toEqual([]);
  });

  it('breaks a running download off, acknowledges once, and takes the next attempt', async () => {
    stub.shown.deployment = 1;
    const slow = { slowDownload: basisPoints(10_000), slowBytesPerSecond: 1000 };
    fleet = aFleet(stub.url, { behaviour: slow, observe: cancelAt('download') });
    fleet.start();
    await until(() => car().acknowledged.some(({ door }) => door === 'cancelAction'));
    expect(car()).toMatchObject({ phase: 'driving', installedVersion: '4.1' });
    expect(car().ended.map(({ outcome }) => outcome)).toEqual(['cancelled']);
    delete stub.shown.cancel;
    stub.shown.deployment = 2;
    await until(() => car().installedVersion === '4.2');
    await until(() => car().unacknowledged.length === 0 && car().phase === 'driving');
    expect(stub.reports).toEqual([
      ...['deploymentBase/1 download/none', 'cancelAction/1 closed/success'],
      ...['deploymentBase/2 download/none', 'deploymentBase/2 downloaded/none', 'deploymentBase/2 proceeding/none'],
      'deploymentBase/2 closed/success',
    ]);
  });

  it('does not install when the link is gone after the download', async () => {
    stub.shown.deployment = 1;
    fleet = aFleet(stub.url, {
      observe: (event) => {
        if (event.kind === 'acknowledged' && event.report.execution === 'download') delete stub.shown.deployment;
      },
      behaviour: { slowDownload: basisPoints(10_000), slowBytesPerSecond: 10_000 },
    });
    fleet.start();
    await until(() => car().ended.length > 0);
    expect(car().ended[0]!.outcome).toBe('gone');
    expect(car().began.map(({ step }) => step)).toEqual(['fetch', 'download']);
  });

  it.each([['install'], ['restart']])('rejects a cancel at %s and still delivers its verdict', async (step) => {
    stub.shown.deployment = 1;
    stub.shown.sleep = '00:00:01';
    fleet = aFleet(stub.url, {
      observe: cancelAt(step),
      behaviour: { installTakes: { shortest: seconds(60), longest: seconds(60) } },
    });
    fleet.start();
    await until(() => car().acknowledged.some(({ execution }) => execution === 'closed'));
    expect(stub.reports).toContain('cancelAction/1 rejected/none');
    expect(stub.reports.at(-1)).toBe('deploymentBase/1 closed/success');
    expect(stub.reports).not.toContain('cancelAction/1 closed/success');
    expect(car().installedVersion).toBe('4.2');
  });
});
