import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONTENT, DdiCars, digest } from './ddi-cars.js';
import { VehicleHouse } from './vehicle-house.js';

let house: VehicleHouse;
let cars: DdiCars;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
});
afterAll(() => house.close());

describe('the deployment', () => {
  it('says what to install, with all digests and links, on plain HTTP', async () => {
    const { deployment, car } = await cars.started();
    const { json, status, headers } = deployment;
    const [chunk] = json.deployment.chunks;
    const base = `${house.url}/DEFAULT/controller/v1/${car.controllerId}/softwaremodules`;
    const href = expect.stringMatching(new RegExp(`^${base}/\\d+/artifacts/vega\\.swu$`));
    const md5href = expect.stringMatching(new RegExp(`^${base}/\\d+/artifacts/vega\\.swu\\.MD5SUM$`));
    expect([status, headers['content-type']]).toEqual([200, 'application/hal+json']);
    expect(json).toEqual({
      id: '1',
      deployment: { download: 'forced', update: 'forced', chunks: [chunk] },
    });
    expect(chunk).toEqual({
      part: 'bApp',
      version: '7.2',
      name: expect.stringContaining('head unit'),
      artifacts: [
        {
          filename: 'vega.swu',
          hashes: { sha1: digest('sha1'), md5: digest('md5'), sha256: digest('sha256') },
          size: CONTENT.length,
          _links: {
            download: { href },
            md5sum: { href: md5href },
            'download-http': { href },
            'md5sum-http': { href: md5href },
          },
        },
      ],
    });
  });

  it('names only secure links on TLS', async () => {
    const { ddi } = await cars.offered();
    await ddi.ask();
    const { json } = await ddi.ask('/deploymentBase/1', { headers: { 'x-forwarded-proto': 'https' } });
    expect(Object.keys(json.deployment.chunks[0].artifacts[0]._links)).toEqual(['download', 'md5sum']);
  });

  it('fits the client of Zephyr', async () => {
    const { ddi, deployment } = await cars.started();
    const poll = await ddi.ask();
    const [artifact] = deployment.json.deployment.chunks[0].artifacts;
    expect(poll.bytes.length).toBeLessThan(1_100);
    expect(poll.json.config.polling.sleep).toHaveLength(8);
    expect(/deploymentBase.*/.exec(poll.json._links.deploymentBase.href)![0].length).toBeLessThan(50);
    expect(artifact._links['download-http'].href).toContain('/DEFAULT/controller/v1');
    expect(artifact._links['download-http'].href.length).toBeLessThan(200);
  });

  it("is not another vehicle's", async () => {
    const { file } = await cars.started();
    const { ddi: other, car } = await cars.quiet();
    const stolen = new URL(file).pathname.replace(/v1\/[^/]+/, `v1/${car.controllerId}`);
    expect(await other.ask('/deploymentBase/1')).toMatchObject({ status: 404 });
    expect(await other.ask(`${house.url}${stolen}`)).toMatchObject({ status: 404, text: 'Not here.' });
    expect(await other.ask(file)).toMatchObject({ status: 401 });
    expect(await other.report(1, 'closed', 'success')).toMatchObject({ status: 404, text: '' });
    expect(await other.answerCancel(1, 'closed', 'success')).toMatchObject({ status: 404, text: '' });
  });

  it('can be fetched again, for swupdate does so at every cycle', async () => {
    const { ddi, deployment } = await cars.started();
    expect((await ddi.ask('/deploymentBase/1?c=7&actionHistory=3')).json).toEqual(deployment.json);
  });
});
