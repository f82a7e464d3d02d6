import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openApiDocument } from './open-api-document.js';

/** Answers GET /openapi.json with the document of this API; it tells nothing that a stranger may not know. For createDoor's `prepare`. */
export async function serveOpenApi(app: NestFastifyApplication): Promise<void> {
  const document = await openApiDocument();
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', () => document);
}
