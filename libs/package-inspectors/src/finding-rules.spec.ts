import { describe, expect, it } from '@jest/globals';
import { FINDING_RULES, judgeFindings, parseFindingRules } from './finding-rules.js';

describe('rules for what an inspection finds', () => {
  it('refuse contradictions and warn of what cannot be told, unless a maker says otherwise', () => {
    const rules = parseFindingRules('version-differs=warn, unsigned=refuse,');
    expect(rules).toEqual({ ...FINDING_RULES, 'version-differs': 'warn', unsigned: 'refuse' });
    const found = [
      { kind: 'version-differs', says: 'a' },
      { kind: 'hardware-differs', says: 'b' },
    ] as const;
    expect(judgeFindings(found, rules).map(({ rule }) => rule)).toEqual(['warn', 'refuse']);
  });

  it.each(['version-differs', 'version=warn', 'unsigned=never', '=warn'])('are not read from "%s"', (text) => {
    expect(() => parseFindingRules(text)).toThrow(expect.objectContaining({ code: 'bad-settings' }));
  });
});
