export { openApiDocument } from './openapi/open-api-document.js';
export { serveOpenApi } from './openapi/serve-open-api.js';
export { OperatorApiModule } from './operator-api.module.js';
