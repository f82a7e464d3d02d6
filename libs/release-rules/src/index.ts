export {
  type Precondition,
  PRECONDITION_KINDS,
  preconditionFaults,
  type PreconditionKind,
  preconditionText,
} from './preconditions.js';
export { DOCUMENT_KINDS, documentFormat, type DocumentKind, MAX_DOCUMENT_SIZE } from './release-document.js';
export { APPROVALS, type TypeApproval, typeApprovalFaults } from './type-approval.js';
export { schemeFault, VERSION_SCHEMES, type VersionScheme } from './version-scheme.js';
