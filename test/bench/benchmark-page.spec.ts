import { describe, expect, it } from '@jest/globals';
import { withSection } from './benchmark-page.js';

const PAGE = '# Old words\n\n## Polls\n\nfast\n\n## Import\n\nslow\n';
const headings = (page: string): readonly string[] => page.match(/^##? .*$/gm) ?? [];

describe('the benchmark page', () => {
  it('replaces the section that was measured and leaves the others as they were', () => {
    const page = withSection(PAGE, { heading: 'Polls', text: 'faster' });
    expect(headings(page)).toEqual(['# Benchmarks', '## Polls', '## Import']);
    expect(page).toContain('## Polls\n\nfaster\n\n## Import\n\nslow\n');
  });

  it('puts a subject that was never measured after the others', () => {
    expect(headings(withSection(PAGE, { heading: 'Preview', text: '1 s' })).at(-1)).toBe('## Preview');
  });

  it('does not take a longer heading for the shorter one it begins with', () => {
    const page = withSection('## Polls of night\n\none\n', { heading: 'Polls', text: 'two' });
    expect(headings(page)).toEqual(['# Benchmarks', '## Polls of night', '## Polls']);
  });
});
