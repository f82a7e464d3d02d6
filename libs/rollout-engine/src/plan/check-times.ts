import { after, days, type Instant, isoOf, milliseconds } from '@tidings/vocabulary';
import { dayOf } from '../times/freeze-clock.js';
import { DAY } from '../times/local-clock.js';
import type { PlanProblem } from './plan-problem.js';
import type { Freeze, Plan } from './plan.js';
import { localTimeOf } from '../times/window-clock.js';

/** What is wrong with window, freezes, start and end. */
export const timeProblems = (plan: Plan, now: Instant): readonly PlanProblem[] => [
  ...windowProblems(plan),
  ...freezeProblems(plan, now),
  ...endProblems(plan, now),
];

function windowProblems({ window }: Plan): readonly PlanProblem[] {
  if (window === undefined) return [];
  const unreadable = (['opens', 'closes'] as const).filter((end) => localTimeOf(window[end]) === undefined);
  if (unreadable.length > 0)
    return unreadable.map((end) => ({
      at: `window.${end}`,
      rule: 'window-unreadable',
      says: 'HH:MM from 00:00 to 23:59',
    }));
  if (window.opens === window.closes)
    return [
      { at: 'window', rule: 'window-empty', says: 'opens and closes at the same time; leave it out for any time' },
    ];
  return [];
}

function freezeProblems(plan: Plan, now: Instant): readonly PlanProblem[] {
  const { freezes = [] } = plan;
  const problems = freezes.flatMap(({ from, to }, index): readonly PlanProblem[] => {
    const at = `freezes.${index}`;
    const unreadable = Object.entries({ from, to }).filter(([, text]) => dayOf(text) === undefined);
    if (unreadable.length > 0)
      return unreadable.map(([end]) => ({
        at: `${at}.${end}`,
        rule: 'freeze-unreadable',
        says: 'a day of the calendar such as 2026-12-20',
      }));
    return to < from ? [{ at, rule: 'freeze-backwards', says: 'ends before it begins' }] : [];
  });
  if (problems.length > 0) return problems;
  const [start, end] = timeOf(plan, now);
  return isFrozenThroughout(freezes, start, end)
    ? [
        {
          at: 'freezes',
          rule: 'freeze-covers-everything',
          says: `no day from ${isoOf(start).slice(0, 10)} to ${isoOf(end).slice(0, 10)} is free in every market`,
        },
      ]
    : [];
}

/** A plan without an end is asked for the first year. */
const WITHOUT_END = days(365);

/** From the start to the end, as far as the plan says. */
function timeOf({ startsAt, continuous }: Plan, now: Instant): readonly [Instant, Instant] {
  const start = startsAt ?? now;
  const until = continuous?.until;
  return [start, until?.kind === 'instant' ? until.at : after(start, WITHOUT_END)];
}

/** By the calendar of UTC: local dates differ by a day at most, and a plan that has one day left somewhere can work. */
function isFrozenThroughout(freezes: readonly Freeze[], start: Instant, end: Instant): boolean {
  const everywhere = freezes.filter(({ markets }) => markets === undefined);
  const last = Math.floor(end / DAY);
  let day = Math.floor(start / DAY);
  for (;;) {
    const span = everywhere.find(({ from, to }) => dayOf(from)! <= day && day <= dayOf(to)!);
    if (span === undefined) return false;
    day = dayOf(span.to)! + 1;
    if (day > last) return true;
  }
}

function endProblems(plan: Plan, now: Instant): readonly PlanProblem[] {
  const { continuous, stages, startsAt } = plan;
  if (continuous === undefined) return [];
  const { until } = continuous;
  if (until.kind === 'quiet' && until.lasts < days(1))
    return [{ at: 'continuous', rule: 'quiet-out-of-range', says: 'quiet for at least a day' }];
  if (until.kind !== 'instant') return [];
  const least = stages.reduce((sum, { soak, ramp = 0 }) => sum + soak + ramp, 0);
  const earliest = after(startsAt ?? now, milliseconds(least));
  return until.at < earliest
    ? [
        {
          at: 'continuous.until',
          rule: 'ends-before-start',
          says: `ends before its last stage can be over, ${isoOf(earliest)} at the earliest`,
        },
      ]
    : [];
}
