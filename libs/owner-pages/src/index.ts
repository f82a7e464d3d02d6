export { OwnerPageErrors } from './errors/owner-page-errors.js';
export { OwnerPagesModule } from './owner-pages.module.js';
export { prepareOwnerPages } from './answers/prepare-owner-pages.js';
