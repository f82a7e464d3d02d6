import { DomainError } from '@tidings/vocabulary';
import { FINDING_KINDS, type Finding, type FindingKind } from './inspection.js';

type FindingRule = 'refuse' | 'warn' | 'ignore';
export type FindingRules = Readonly<Record<FindingKind, FindingRule>>;

/** A contradiction is refused; what cannot be told is a warning. A maker whose names differ from its files' may say otherwise, kind by kind. */
export const FINDING_RULES: FindingRules = {
  'version-differs': 'refuse',
  'hardware-differs': 'refuse',
  malformed: 'refuse',
  'path-escapes': 'refuse',
  'not-what-its-name-says': 'warn',
  incomplete: 'warn',
  unsigned: 'warn',
  'not-readable': 'warn',
};

const RULES: ReadonlySet<string> = new Set<FindingRule>(['refuse', 'warn', 'ignore']);

/** 'version-differs=warn,unsigned=refuse'; what it does not name stays as it is. Errors: 'bad-settings'. */
export function parseFindingRules(text: string): FindingRules {
  const rules: Record<FindingKind, FindingRule> = { ...FINDING_RULES };
  for (const each of text.split(',').map((part) => part.trim())) {
    if (each === '') continue;
    const [kind, rule = ''] = each.split('=', 2);
    const known = FINDING_KINDS.find((one) => one === kind);
    if (known === undefined || !RULES.has(rule))
      throw new DomainError('bad-settings', {
        problems: [
          `PACKAGE_RULES holds "${each}", which is not like version-differs=warn; kinds: ${FINDING_KINDS.join(', ')}; rules: refuse, warn, ignore`,
        ],
      });
    rules[known] = rule as FindingRule;
  }
  return rules;
}

/** What was found, and what that means here. */
export interface JudgedFinding extends Finding {
  readonly rule: FindingRule;
}

export const judgeFindings = (findings: readonly Finding[], rules: FindingRules): readonly JudgedFinding[] =>
  findings.map((finding) => ({ ...finding, rule: rules[finding.kind] }));
