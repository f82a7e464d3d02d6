import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Of } from '@tidings/vocabulary';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '../refusal.js';
import { namesListedIn } from './name-list-file.js';
import { vehiclesIn } from './vehicle-file.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'tidings-cli-'))));
afterAll(() => rm(folder, { recursive: true }));

async function written(text: string): Promise<string> {
  const path = join(folder, 'vehicles');
  await writeFile(path, text);
  return path;
}

async function read(text: string) {
  const vehicles = [];
  for await (const vehicle of vehiclesIn(await written(text))) vehicles.push(vehicle);
  return vehicles;
}

const VEGA = {
  controllerId: 'ast-vega-1',
  tokenDigest: sha256Of('secret'),
  standing: 'active',
  model: 'Vega',
  modelYear: 2025,
  market: 'SE',
  timeZone: 'Europe/Stockholm',
  hardwareId: 'ICM-V2',
  equipment: ['heat-pump', 'tow-bar'],
  softwareVersion: '4.1',
};

describe('A file of vehicles', () => {
  it('may be CSV, and of a token only its digest is taken', async () => {
    const csv = `\uFEFFcontrollerId,token,model,modelYear,market,timeZone,hardwareId,equipment,softwareVersion\r
ast-vega-1,secret,"Vega",2025,SE,Europe/Stockholm,ICM-V2,heat-pump; tow-bar,4.1\r\n\r\n`;
    expect(await read(csv)).toEqual([{ line: 2, vehicle: VEGA }]);
  });

  it('may be NDJSON', async () => {
    expect(await read(`${JSON.stringify({ ...VEGA, tokenDigest: undefined, token: 'secret' })}\n`)).toEqual([
      { line: 1, vehicle: VEGA },
    ]);
  });

  it.each([
    ['controllerId,colour\n', 'colour'],
    ['controllerId,token\n', 'model'],
    ['controllerId,model,modelYear,market,timeZone,hardwareId\na,b\n', 'Line 2'],
    ['controllerId,model,modelYear,market,timeZone,hardwareId\na,Vega,2025,SE,Europe/Stockholm,x\n', 'token'],
    ['{"controllerId"', 'Line 1'],
    [`${JSON.stringify({ ...VEGA, standing: 'gone' })}\n`, 'standing'],
    [`${JSON.stringify({ ...VEGA, modelYear: 'new' })}\n`, 'modelYear'],
    ['{"token":"x"}', 'controllerId'],
  ])('is refused with the place when it reads %p', async (text, names) => {
    const refused = await read(text).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).sentences.join(' ')).toContain(names);
  });
});

describe('A list of vehicles', () => {
  it('is a name a line, each once', async () =>
    expect(await namesListedIn(await written('# staff\na\n\nb\r\na\n'))).toEqual(['a', 'b']));

  it('is refused when it names nobody', async () =>
    expect(namesListedIn(await written('# nobody\n'))).rejects.toBeInstanceOf(Refusal));
});
