import type { ImprovementKind, RenderedImprovement } from '@tidings/release-notes';

const KINDS: readonly ImprovementKind[] = ['removed', 'new', 'improved', 'changed', 'security', 'fixed'];

const rankOf = ({ impact, kind }: Pick<RenderedImprovement, 'impact' | 'kind'>): number =>
  impact === 'worse' || kind === 'removed' ? 0 : KINDS.indexOf(kind);

/**
 * In order of what matters to people (look.md): what gets worse or disappears first, then new, better, changed, fixed; security before
 * what is merely fixed. Within a kind the author's order stays.
 */
export const orderOfImprovements = (improvements: readonly RenderedImprovement[]): readonly RenderedImprovement[] =>
  improvements.toSorted((a, b) => rankOf(a) - rankOf(b));
