export type { ByteSource } from './byte-source.js';
export {
  FINDING_RULES,
  type FindingRules,
  type JudgedFinding,
  judgeFindings,
  parseFindingRules,
} from './finding-rules.js';
export { INSPECTOR, inspectPackage } from './inspect-package.js';
export { FINDING_KINDS, type PackageContents } from './inspection.js';
