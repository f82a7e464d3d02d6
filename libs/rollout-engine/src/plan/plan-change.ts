/** One thing a plan says otherwise, and whether fewer cars may begin, or under stricter conditions: that tightens. */
export interface PlanChange {
  /** Path in the plan. */
  readonly at: string;
  readonly effect: 'tightens' | 'loosens';
  /** '2% instead of 1%'. */
  readonly says: string;
}

/** Compares one fact of two plans. */
export type Change<Whole> = <Fact>(
  at: string,
  of: (whole: Whole) => Fact,
  text: (fact: Fact) => string,
  effect: (was: Fact, is: Fact) => PlanChange['effect'],
) => readonly PlanChange[];

/** One change, or none when the two are the same. */
export const compared = <Fact>(
  at: string,
  was: Fact,
  is: Fact,
  text: (fact: Fact) => string,
  effect: (was: Fact, is: Fact) => PlanChange['effect'],
): readonly PlanChange[] =>
  was === is ? [] : [{ at, effect: effect(was, is), says: `${text(is)} instead of ${text(was)}` }];
