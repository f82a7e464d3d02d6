import type { components } from './openapi.js';

type Problem = components['schemas']['ProblemDocument'];

/** A problem document (RFC 9457) as sentences, one a line: what is wrong, what to do, and how to do it from here. */
export function problemSentences({ code, detail, facts }: Problem): readonly string[] {
  const lines = LISTS[code]?.(facts);
  const advice = ADVICE[code]?.(facts);
  return [...(lines ?? [detail]), ...(advice === undefined ? [] : [advice])];
}

export const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'detail' in answer && 'facts' in answer;

type Facts = Problem['facts'];
type Listed = Readonly<Record<string, string | number>>;

/** Problems with several findings are easier to work off as lines than as one sentence. */
const LISTS: Readonly<Partial<Record<Problem['code'], (facts: Facts) => readonly string[] | undefined>>> = {
  'note-not-valid': (facts) =>
    listed(
      facts,
      'problems',
      'The release note cannot be published yet:',
      ({ line, problem, fix }) => `line ${String(line)}: ${String(problem)}. ${String(fix)}.`,
    ),
  'plan-not-workable': (facts) =>
    listed(facts, 'problems', 'The plan cannot work:', ({ at, says }) => `${String(at)}: ${String(says)}.`),
  'filter-not-valid': ({ filter, at, says }) =>
    typeof at === 'number'
      ? [`The filter cannot be read: ${String(says)}.`, `  ${String(filter)}`, `  ${' '.repeat(at)}^`]
      : undefined,
  'vehicles-unknown': (facts) =>
    listed(
      facts,
      'lines',
      'Nobody is registered under these names; nothing was written:',
      ({ line, name }) => `line ${String(line)}: ${String(name)}`,
    )?.slice(0, 1 + SHOWN_LINES),
  'stage-not-ready': (facts) =>
    listed(
      facts,
      'reasons',
      'The next stage does not open yet:',
      ({ code, wants, has }) => `${String(code)}: wants ${String(wants)}, has ${String(has)}.`,
    ),
};

/** As many lines as a screen holds; the count says how many there are. */
const SHOWN_LINES = 20;

function listed(
  facts: Facts,
  name: string,
  head: string,
  line: (one: Listed) => string,
): readonly string[] | undefined {
  const all = facts[name];
  if (!Array.isArray(all) || all.length === 0) return undefined;
  return [head, ...(all as readonly Listed[]).map((one) => `  ${line(one)}`)];
}

/** The release desk does not know how it was asked; this side does. */
const ADVICE: Readonly<Partial<Record<Problem['code'], (facts: Facts) => string>>> = {
  'role-missing': ({ needs }) =>
    Array.isArray(needs) && needs.length > 0
      ? `With the demo's people, run it again with --as ${(needs as readonly string[]).join(' or --as ')}.`
      : 'Nobody has the right to do this.',
  'author-is-approver': () => "With the demo's people, run it again with --as approver.",
  'safety-approver-needed': () => "With the demo's people, run it again with --as safety-approver.",
  'token-not-valid': () =>
    'The tokens of npm start are short-lived: it writes new ones while it runs. TIDINGS_TOKEN goes before them when it is set.',
  'vehicles-unknown': ({ count }) =>
    `${String(count)} in all. Register them first, or leave them out of the file; with a list, --leave-out-unknown goes on without them.`,
  'key-not-registered': () => 'A release manager registers it with: tidings publisher add NAME --key FILE',
  'halt-is-final': () => 'Propose it with: tidings rollout revise ID ... --why CAUSE',
  'start-not-yet': () => 'Revise it with: tidings rollout revise ID --starts-at TIME --why REASON',
  'stage-not-ready': () =>
    'Wait, or open it now with a reason and a second person: tidings rollout advance ID --early WHY',
};
