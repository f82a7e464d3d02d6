import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { readCsv } from './read-csv.js';
import { BATCH, LONGEST_LINE, type ReadLines } from './read-lines.js';
import { readNdjson } from './read-ndjson.js';

/** In pieces of this many bytes, so that lines and letters are cut anywhere. */
function bytesOf(text: string, piece = text.length > 1_000 ? 1_000 : 7): Readable {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, n) =>
    bytes.subarray(n * piece, (n + 1) * piece),
  );
  return Readable.from(pieces);
}

async function all(batches: AsyncIterable<ReadLines>): Promise<ReadLines> {
  const read: ReadLines[] = [];
  for await (const batch of batches) read.push(batch);
  return { vehicles: read.flatMap(({ vehicles }) => vehicles), refused: read.flatMap(({ refused }) => refused) };
}

describe('vehicles by CSV', () => {
  const read = (text: string) => all(readCsv(bytesOf(text)));

  it('have columns for everything a maker says', async () => {
    const { vehicles, refused } = await read(
      '\uFEFFcontrollerId,model,modelYear,equipment,tags,attr.region,attr.seats,ecu.brakes.hardware,ecu.brakes.version,ecu.radar.hardware\r\n' +
        'car-1,Vega,2026,heat-pump; tow-bar,,"Skåne, söder",,brk-1,2.1,\r\n',
    );
    expect(refused).toEqual([]);
    expect(vehicles).toEqual([
      {
        ...{ line: 2, controllerId: 'car-1', model: 'Vega', modelYear: 2026 },
        ...{ equipment: ['heat-pump', 'tow-bar'], tags: [] },
        attributes: { region: 'Skåne, söder', seats: null },
        ecus: { brakes: { hardwareId: 'brk-1', version: '2.1' } },
      },
    ]);
  });

  it('say nothing where a cell is empty', async () => {
    const { vehicles } = await read('controllerId,model,market,standing\ncar-1,,SE,\n');
    expect(vehicles).toEqual([{ line: 2, controllerId: 'car-1', market: 'SE' }]);
  });

  it('are refused line by line, with the number of the line', async () => {
    const { vehicles, refused } = await read(
      'controllerId,model,standing\ncar-1,Vega\n\n,Vega,active\ncar-3,Ve"ga,active\ncar-4,Vega,parked\ncar-5,Vega,active\n',
    );
    expect(vehicles.map(({ line, controllerId }) => [line, controllerId])).toEqual([[7, 'car-5']]);
    expect(refused.map(({ line, field }) => [line, field])).toEqual([
      ...[
        [2, 'line'],
        [4, 'controllerId'],
        [5, 'line'],
        [6, 'standing'],
      ],
    ]);
  });

  it('with a quote that is never closed do not fill the memory', async () => {
    const { refused } = await read(`controllerId,model\ncar-1,"${'x'.repeat(LONGEST_LINE * 3)}`);
    expect(refused.length).toBeGreaterThan(0);
  });

  it.each([
    ['', 'controllerId among them'],
    ['model,market\nVega,SE', 'controllerId among them'],
    ['controllerId,colour\ncar-1,red', 'must not name "colour"'],
    ['controllerId,token\ncar-1,secret', 'must not name "token"'],
    ['controllerId,model,model\ncar-1,a,b', 'must each be named once'],
  ])('are refused as a whole when their columns are wrong: %j', async (text, must) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'bad-request',
      facts: { fields: [{ field: 'columns', must: [expect.stringContaining(must)] }] },
    });
  });
});

describe('vehicles by NDJSON', () => {
  const read = (text: string) => all(readNdjson(bytesOf(text)));

  it('have members for everything a maker says', async () => {
    const vehicle = {
      ...{ controllerId: 'car-1', model: 'Vega', modelYear: 2026, equipment: ['heat-pump'], tags: [] },
      ...{
        attributes: { region: 'Skåne', seats: 5, old: null },
        ecus: { brakes: { hardwareId: 'brk-1' }, gone: null },
      },
    };
    const { vehicles, refused } = await read(`\uFEFF${JSON.stringify(vehicle)}\n\n${JSON.stringify(vehicle)}`);
    expect(refused).toEqual([]);
    expect(vehicles).toEqual(
      [1, 3].map((line) => ({ ...vehicle, line, attributes: { region: 'Skåne', seats: '5', old: null } })),
    );
  });

  it.each([
    ['nonsense', 'line'],
    ['[]', 'line'],
    ['{"controllerId": 7}', 'controllerId'],
    ['{"controllerId": "car-1", "token": "secret"}', 'token'],
    ['{"controllerId": "car-1", "constructor": "x"}', 'constructor'],
    ['{"controllerId": "car-1", "modelYear": "2026"}', 'modelYear'],
    ['{"controllerId": "car-1", "equipment": "heat-pump"}', 'equipment'],
    ['{"controllerId": "car-1", "standing": "parked"}', 'standing'],
    ['{"controllerId": "car-1", "attributes": {"a": {}}}', 'attributes'],
    ['{"controllerId": "car-1", "ecus": {"brakes": {"colour": "red"}}}', 'ecus'],
    [`{"controllerId": "${'x'.repeat(LONGEST_LINE)}"}`, 'line'],
  ])('are refused line by line: %.60s', async (text, field) => {
    const { vehicles, refused } = await read(`${text}\n{"controllerId": "car-2"}\n`);
    expect(vehicles).toEqual([{ line: 2, controllerId: 'car-2' }]);
    expect(refused).toMatchObject([{ line: 1, field }]);
  });
});

it('gives some thousand lines at once, whatever the size of what comes', async () => {
  const text = Array.from({ length: BATCH + 5 }, (_, n) => `{"controllerId": "car-${n}"}`).join('\n');
  const sizes: number[] = [];
  for await (const { vehicles } of readNdjson(bytesOf(text, 1_000_000))) sizes.push(vehicles.length);
  expect(sizes).toEqual([BATCH, 5]);
});
