import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aSwu } from '../../libs/package-inspectors/builders/a-swu.js';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';

describe('what a package says of itself', () => {
  let desk: Desk;
  const publisher = aPublisher();
  beforeAll(async () => {
    desk = await openDesk();
    await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
  }, 60_000);
  afterAll(() => desk.close());

  it('is read when it comes in, and shown', async () => {
    const declared = { name: 'head unit', version: '4.2', hardwareIds: ['vega-head-unit'] };
    const id = await pushPackage(desk, 'rita', publisher, declared, aSwu());
    expect((await desk.get('vera', `/api/packages/${id}`)).body['inspection']).toMatchObject({
      format: 'swu',
      version: '4.2.0',
      hardware: ['vega-head-unit 1.0', 'vega-head-unit 2'],
      signature: 'present',
      findings: [],
    });
  });

  it('keeps out what contradicts its declaration', async () => {
    const [file, declared] = [aSwu(), { name: 'other', version: '4.3', hardwareIds: ['brakes'] }];
    expect(await pushPackage(desk, 'rita', publisher, declared, file)).toBeUndefined();
    const begun = await desk.post('rita', '/api/uploads', { declaration: await publisher.sign(file, declared) });
    const refused = await desk.post('rita', `/api/uploads/${begun.body['uploadId'] as string}/finish`);
    expect(refused).toMatchObject({ status: 422, body: { code: 'package-contradicted' } });
    expect(refused.body['detail']).toMatch(
      /says 4\.3, the file says 4\.2\.0.*for brakes, the file is for vega-head-unit/,
    );
    expect((await desk.get('vera', '/api/packages')).body['items']).toHaveLength(1);
  });
});
