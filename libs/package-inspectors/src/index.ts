export type { ByteSource } from './byte-source.js';
export { READ_LIMITS } from './bounded-reader.js';
export { type FindingRules, FINDING_RULES, judgeFindings, parseFindingRules } from './finding-rules.js';
export { INSPECTOR, inspectPackage } from './inspect-package.js';
export { type Finding, FINDING_KINDS, type Inspection, type PackageContents } from './inspection.js';
