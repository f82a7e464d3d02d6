import { describe, expect, it, jest } from '@jest/globals';
import { seconds } from '@tidings/vocabulary';
import { Appointments, FleetStopped } from './appointments.js';

describe('appointments', () => {
  it('are kept in the order of their time, whatever the order they were made in', async () => {
    const appointments = new Appointments(50);
    const kept: number[] = [];
    const lengths = Array.from({ length: 40 }, (_, n) => ((n * 7919) % 40) + 1);
    // All made at one instant, however busy the machine is: the order is that of their lengths.
    const standing = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
    const all = lengths.map((length) => appointments.wait(seconds(length)).then(() => kept.push(length)));
    standing.mockRestore();
    await Promise.all(all);
    expect(kept).toEqual([...lengths].sort((a, b) => a - b));
  });

  it('come early in scaled time', async () => {
    const began = performance.now();
    await new Appointments(1000).wait(seconds(50));
    expect(performance.now() - began).toBeGreaterThanOrEqual(48);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('are all missed when the fleet stops, and none is made afterwards', async () => {
    const appointments = new Appointments(1);
    const weeks = appointments.wait(seconds(5_000_000));
    appointments.stop();
    await expect(weeks).rejects.toBeInstanceOf(FleetStopped);
    await expect(appointments.wait(seconds(1))).rejects.toBeInstanceOf(FleetStopped);
  });
});
