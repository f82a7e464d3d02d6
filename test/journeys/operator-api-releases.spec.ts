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
  }, 180_000);
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
    const begun = await desk.post('rita', '/api/uploads', { declaration: await publisher.sign(file, declared) });
    const upload = `/api/uploads/${begun.body['uploadId'] as string}`;
    await desk.sendBytes('rita', upload, file);
    const refused = await desk.post('rita', `${upload}/finish`);
    expect(refused).toMatchObject({ status: 422, body: { code: 'package-contradicted' } });
    expect(refused.body['detail']).toMatch(
      /says 4\.3, the file says 4\.2\.0.*for brakes, the file is for vega-head-unit/,
    );
    expect((await desk.get('vera', '/api/packages')).body['items']).toHaveLength(1);
  });

  it('goes into a release that says what it needs, carries its documents, and waits for its type approval', async () => {
    const { items } = (await desk.get('vera', '/api/packages')).body as { items: { id: string }[] };
    const draft = {
      ...{ name: 'Asterion', version: '4.2.0', packageIds: items.map(({ id }) => id), models: ['Vega'] },
      ...{ versionScheme: 'semantic', rollbackTo: '4.1.0', rxswin: { before: 'R79 1', after: 'R79 2' } },
      preconditions: [{ kind: 'parked' }, { kind: 'state-of-charge', value: 40 }],
      typeApproval: {
        ...{ purpose: 'steering', assessment: 'DOC-1', approval: 'sought' },
        systems: [{ name: 'steering', regulation: 'UN R79', affectsApproval: true }],
      },
    };
    const wrong = { ...draft, version: '4.2', rollbackTo: '4.3', preconditions: [{ kind: 'state-of-charge' }] };
    const refused = await desk.post('rita', '/api/releases', wrong);
    expect(refused).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    expect(JSON.stringify(refused.body)).toMatch(/version.*rollbackTo.*preconditions/);
    const { body } = await desk.post('rita', '/api/releases', draft);
    expect(body).toMatchObject({
      preconditionTexts: ['parked', 'state of charge at least 40 %'],
      warnings: [expect.stringContaining('4.1.0'), expect.stringContaining('no vehicle of the model Vega')],
    });
    const release = `/api/releases/${body['id'] as string}`;
    const bom = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ type: 'library', name: 'zlib' }] };
    const put = async (document: unknown) => {
      const headers = {
        authorization: `Bearer ${await desk.tokenOf('rita')}`,
        'content-type': 'application/octet-stream',
      };
      const to = `${desk.url}${release}/documents/sbom/icm.cdx.json`;
      const answer = await fetch(to, { method: 'PUT', headers, body: JSON.stringify(document) });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    expect(await put({})).toMatchObject({ status: 422, body: { code: 'document-not-valid' } });
    const attached = await put(bom);
    expect(attached.body).toMatchObject({ documents: [{ kind: 'sbom', format: 'CycloneDX 1.6', attachedBy: 'rita' }] });
    const [{ sha256 }] = attached.body['documents'] as [{ sha256: string }];
    expect((await desk.get('vera', `${release}/documents/${sha256}`)).body).toEqual(bom);
    await desk.post('paul', `${release}/approve`);
    expect(await put({ ...bom, specVersion: '1.5' })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await desk.post('rita', `${release}/publish`, {})).toMatchObject({
      status: 409,
      body: { code: 'type-approval-missing' },
    });
    expect(await desk.post('rita', `${release}/publish`, { approvalReference: 'E4*79' })).toMatchObject({
      status: 200,
      body: { state: 'available', typeApproval: { approval: 'granted', reference: 'E4*79' } },
    });
  });
});
