import { type KeptStep, type SimulatedRollout, type Simulation } from '@tidings/fleet-model';
import { type Instant } from '@tidings/vocabulary';

/** What a release manager would have seen, line by line. */
export class Transcript {
  private readonly lines: string[] = [];
  private told = 0;

  constructor(private readonly simulation: Simulation) {}

  get text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  add(text: string, at: Instant = this.simulation.now): void {
    this.lines.push(`${sinceText(at - this.simulation.beginning).padStart(9)}  ${text}`);
  }

  /** What the conductor did since the last time; waiting for time and answers is not worth a word. */
  tellSteps(): void {
    for (const kept of this.simulation.steps.slice(this.told)) {
      const text = this.stepText(kept);
      if (text !== undefined) this.add(text, kept.at);
    }
    this.told = this.simulation.steps.length;
  }

  tellCounts(): void {
    for (const rollout of this.simulation.rollouts) if (rollout.facts.stage) this.add(countsText(rollout));
  }

  private stepText({ rolloutId, step }: KeptStep): string | undefined {
    const name = this.simulation.rollouts.find(({ facts }) => facts.rolloutId === rolloutId)!.facts.name;
    const because = step.reasons
      .filter(({ code }) => step.kind !== 'hold' || !WAITING.has(code))
      .map(({ code, wants, has }) => `${code}: ${has} (wanted: ${wants})`);
    switch (step.kind) {
      case 'hold':
        return because.length === 0 ? undefined : `${name} holds; ${because.join('; ')}`;
      case 'advance':
        return `${name} opens stage ${step.toStage + 1}; ${because.join('; ')}`;
      case 'hold-slice':
        return `${name} holds ${step.slice.attribute} ${step.slice.value}; ${because.join('; ')}`;
      case 'grow':
        return undefined;
      case 'continue':
        return `${name} is through, and stays open for late joiners; ${because.join('; ')}`;
      case 'complete':
        return `${name} is complete`;
      case 'pause':
        return `${name} pauses by itself; ${because.join('; ')}`;
      case 'halt':
        return `${name} HALTS; ${because.join('; ')}`;
    }
  }
}

const WAITING: ReadonlySet<string> = new Set(['soak', 'answers', 'ramp', 'still-coming', 'late-joiners']);

/** 'spring, stage 1 of 3: 10 tried, 8 ok, 1 failed (degraded), 1 under way'. */
function countsText({ facts, trials }: SimulatedRollout): string {
  const counts = new Map<string, number>();
  for (const { attempt } of trials) {
    const word = wordOf(attempt.state);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const tried = trials.filter(({ attempt }) => attempt.fetchedAt !== undefined).length;
  const parts = [...counts].sort(([a], [b]) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1));
  const { state, stage, plan, name } = facts;
  const is = state.kind === 'running' ? '' : ` (${state.kind})`;
  const words = [`${tried} tried`, ...parts.map(([word, count]) => `${count} ${word}`)].join(', ');
  return `${name}${is}, stage ${stage!.index + 1} of ${plan.stages.length}: ${words}`;
}

type State = SimulatedRollout['trials'][number]['attempt']['state'];

function wordOf(state: State): string {
  if (state.kind === 'failed') return `failed (${state.failure})`;
  if (state.kind === 'superseded') return 'gave way';
  if (state.kind === 'withdrawn')
    return state.why === 'never-begun' ? 'taken back before they began' : 'cancelled, unanswered';
  return WORDS[state.kind] ?? state.kind;
}

const WORDS: Partial<Readonly<Record<string, string>>> = {
  installed: 'ok',
  offered: 'offered',
  cancelled: 'cancelled',
};

/** Good first, then what is still going on, then the rest. */
const ORDER: readonly string[] = ['ok', 'offered', 'downloading', 'downloaded', 'installing'];
const orderOf = (word: string): number => (ORDER.includes(word) ? ORDER.indexOf(word) : ORDER.length);

/** '2d 6h 10m'. */
function sinceText(passed: number): string {
  const minutes = Math.floor(passed / 60_000);
  const parts = [
    [Math.floor(minutes / 1_440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'm'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join(' ') || '0h';
}
