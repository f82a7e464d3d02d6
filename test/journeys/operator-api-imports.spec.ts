import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Of } from '@tidings/vocabulary';
import { type Desk, openDesk } from './operator-api-desk.js';

const DIGEST = sha256Of('token');
const COLUMNS =
  'controllerId,tokenDigest,model,modelYear,market,timeZone,hardwareId,equipment,softwareVersion,tags,attr.region';
const line = (n: number) =>
  `car-${n},${DIGEST},Vega,2026,SE,Europe/Stockholm,vega-a,heat-pump;tow-bar,4.1,staff,"Skåne, ""söder"""`;

type News = Readonly<Record<string, unknown>>;

describe('vehicles by the file', () => {
  let desk: Desk;
  beforeAll(async () => void (desk = await openDesk()));
  afterAll(() => desk.close());

  async function sent(text: string, type = 'text/csv'): Promise<{ status: number; news: readonly News[]; last: News }> {
    const answer = await desk.exchange('rita', '/api/vehicles/import', type, text);
    const news = answer.text
      .split('\n')
      .filter((one) => one !== '')
      .map((one) => JSON.parse(one) as News);
    return { status: answer.status, news, last: news.at(-1)! };
  }
  const exported = async (body: object) =>
    (await desk.exchange('rita', '/api/vehicles/export', 'application/json', JSON.stringify(body))).text;

  it('are filed, and an export brought back changes nothing, by CSV and by NDJSON', async () => {
    const fleet = [COLUMNS, ...Array.from({ length: 5_400 }, (_, n) => line(n))].join('\n');
    const { status, last, news } = await sent(fleet);
    expect({ status, last }).toMatchObject({
      status: 200,
      last: { kind: 'finished', lines: 5_400, registered: 5_400, changed: 0, unchanged: 0, refused: 0 },
    });
    expect(news.filter(({ kind }) => kind === 'progress')).toHaveLength(2);
    const ecus = `controllerId,ecu.brakes.hardware,ecu.brakes.part,ecu.brakes.version\ncar-7,brk-1,bosch-7,2.1\n`;
    expect((await sent(ecus)).last).toMatchObject({ changed: 1, refused: 0 });
    const csv = await exported({ format: 'csv' });
    expect(csv).toMatch(/^controllerId,standing,model,.*,tags,attr.region,ecu.brakes.hardware,/);
    expect(csv).not.toContain(DIGEST);
    for (const [text, type] of [
      [csv, 'text/csv'],
      [await exported({ format: 'ndjson' }), 'application/x-ndjson'],
    ] as const)
      expect((await sent(text, type)).last).toMatchObject({ lines: 5_400, unchanged: 5_400, changed: 0, refused: 0 });
  });

  it('that cannot be taken are named with line, field and reason; the others go in', async () => {
    const text = [COLUMNS, line(20_001), line(20_002).replace('SE', 'Sweden'), 'a,b', line(20_001)].join('\n');
    const { news, last } = await sent(text);
    expect(news.filter(({ kind }) => kind === 'refused')).toMatchObject([
      { line: 3, controllerId: 'car-20002', field: 'market' },
      { line: 4, field: 'line' },
      { line: 5, controllerId: 'car-20001', field: 'controllerId' },
    ]);
    expect(last).toMatchObject({ lines: 4, registered: 1, refused: 3, refusedNotListed: 0 });
  });

  it('of which more are wrong than anybody reads are counted', async () => {
    const { news, last } = await sent('{}\n'.repeat(10_500), 'application/x-ndjson');
    expect(news.filter(({ kind }) => kind === 'refused')).toHaveLength(10_000);
    expect(last).toMatchObject({ kind: 'finished', refused: 10_500, refusedNotListed: 500 });
  });

  it('are refused as a whole with a problem when columns or type are wrong', async () => {
    const wrong = await sent('controllerId,colour\na,b');
    expect(wrong).toMatchObject({ status: 400, last: { code: 'bad-request' } });
    expect(await sent('x', 'application/octet-stream')).toMatchObject({ status: 415 });
    const json = await desk.post('rita', '/api/vehicles/import', { a: 1 });
    expect(json).toMatchObject({ status: 415, body: { code: 'media-type-not-supported' } });
    const viewer = await desk.exchange('vera', '/api/vehicles/import', 'text/csv', COLUMNS);
    expect(viewer.status).toBe(403);
    expect(await desk.post('rita', '/api/vehicles/export', { filter: 'colour==red' })).toMatchObject({
      ...{ status: 422, body: { code: 'filter-not-valid' } },
    });
  });

  it('are exported by a filter', async () => {
    const text = await exported({ format: 'ndjson', filter: 'ecu.brakes.part==bosch-*;tag==staff' });
    expect(
      text
        .trim()
        .split('\n')
        .map((one) => JSON.parse(one) as unknown),
    ).toEqual([
      {
        ...{ controllerId: 'car-7', standing: 'active', model: 'Vega', modelYear: 2026, market: 'SE' },
        ...{ timeZone: 'Europe/Stockholm', hardwareId: 'vega-a', equipment: ['heat-pump', 'tow-bar'] },
        ...{ softwareVersion: '4.1', tags: ['staff'], attributes: { region: 'Skåne, "söder"' } },
        ecus: { brakes: { hardwareId: 'brk-1', part: 'bosch-7', version: '2.1' } },
      },
    ]);
  });
});
