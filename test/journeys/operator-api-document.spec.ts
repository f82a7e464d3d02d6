import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { openApiDocument } from '@tidings/operator-api';
import openapiTS, { astToString, COMMENT_HEADER, type OpenAPI3 } from 'openapi-typescript';

const committed = (name: string): Promise<string> =>
  readFile(new URL(`../../libs/command-line/src/release-desk/${name}`, import.meta.url), 'utf8');

describe('the release desk’s OpenAPI document', () => {
  it('is committed as it is generated; when it is not, run npm run openapi', async () => {
    expect(JSON.parse(await committed('openapi.json'))).toEqual(JSON.parse(JSON.stringify(await openApiDocument())));
  });

  it('has its client’s types generated from it', async () => {
    const document = JSON.parse(await committed('openapi.json')) as OpenAPI3;
    expect(await committed('openapi.ts')).toBe(
      `${COMMENT_HEADER}${astToString(await openapiTS(document, { defaultNonNullable: false }))}`,
    );
  });

  it('names every operation once, and says for each what may go wrong', async () => {
    const { paths } = await openApiDocument();
    const operations = Object.values(paths).flatMap((item) => Object.values(item) as Operation[]);
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { operationId, summary, responses } of operations)
      expect({ operationId, summary, says: Object.keys(responses) }).toEqual({
        operationId: expect.stringMatching(/^[a-z][A-Za-z]+$/),
        summary: expect.stringMatching(/^[A-Z].*[^.]$/),
        says: expect.arrayContaining(['400', '401', '403', '503']),
      });
  });
});

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Readonly<Record<string, unknown>>;
}
