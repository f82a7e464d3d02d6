import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '@tidings/vocabulary';

interface VehicleFiles {
  readonly csv: string;
  readonly ndjson: string;
  /** Two columns: the name, and another tag. */
  readonly tags: string;
}

const COLUMNS =
  'controllerId,tokenDigest,model,modelYear,market,timeZone,hardwareId,equipment,softwareVersion,tags,attr.region,ecu.brakes.hardware,ecu.brakes.version';

/** The same vehicles as CSV and as NDJSON, written before anything is timed. */
export async function writeVehicles(folder: string, count: number): Promise<VehicleFiles> {
  const files = {
    csv: join(folder, 'fleet.csv'),
    ndjson: join(folder, 'fleet.ndjson'),
    tags: join(folder, 'tags.csv'),
  };
  await write(
    files.csv,
    count,
    (n) => {
      const { controllerId, tokenDigest, model, modelYear, market, timeZone, hardwareId } = vehicle(n);
      return `${controllerId},${tokenDigest},${model},${modelYear},${market},${timeZone},${hardwareId},heat-pump;tow-bar,7.1,staff,north,brk-2,2.4.1`;
    },
    COLUMNS,
  );
  await write(files.ndjson, count, (n) => JSON.stringify(vehicle(n)));
  await write(files.tags, count, (n) => `${vehicle(n).controllerId},press`, 'controllerId,tags');
  return files;
}

const vehicle = (n: number) => {
  const controllerId = `ast-vega-${String(n).padStart(8, '0')}`;
  return {
    controllerId,
    tokenDigest: sha256Of(controllerId),
    model: 'Vega',
    modelYear: 2024 + (n % 3),
    market: ['SE', 'FR', 'DE', 'GB'][n % 4]!,
    timeZone: 'Europe/Stockholm',
    hardwareId: 'vega-a',
    equipment: ['heat-pump', 'tow-bar'],
    softwareVersion: '7.1',
    tags: ['staff'],
    attributes: { region: 'north' },
    ecus: { brakes: { hardwareId: 'brk-2', version: '2.4.1' } },
  };
};

async function write(path: string, count: number, lineOf: (n: number) => string, head?: string): Promise<void> {
  const file = createWriteStream(path);
  if (head !== undefined) file.write(`${head}\n`);
  for (let n = 1; n <= count; n += 1_000) {
    const lines = Array.from({ length: Math.min(1_000, count - n + 1) }, (_, i) => lineOf(n + i));
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}
