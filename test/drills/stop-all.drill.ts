import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { DdiCars } from '../conformance/ddi-cars.js';
import { VehicleHouse } from '../conformance/vehicle-house.js';
import { until } from '../processes/until.js';

const TIMES = 20;

it('a file stops a gateway within a second (20 times, the time from the file to the first refusal)', async () => {
  const house = await VehicleHouse.open();
  const cars = new DdiCars(house);
  const file = join(dirname(house.spool), 'stop-all');
  const took: number[] = [];
  for (let n = 0; n < TIMES; n++) {
    const { ddi, file: artifact } = await cars.started();
    await writeFile(file, '');
    const writtenAt = performance.now();
    let allowed = 0;
    while ((await ddi.ask(artifact, { headers: { range: 'bytes=0-0' } })).status === 206) allowed += 1;
    took.push(performance.now() - writtenAt);
    expect(allowed).toBeLessThan(1000);
    await rm(file);
    await until(() => house.foundation.snapshot.stopAll.order === undefined);
  }
  await house.close();
  const sorted = took.toSorted((a, b) => a - b).map(Math.round);
  process.stdout.write(
    `stop-all by a file: median ${sorted[TIMES / 2]!} ms, longest ${sorted.at(-1)!} ms of ${TIMES}\n`,
  );
  expect(sorted.at(-1)).toBeLessThan(1_000);
});
