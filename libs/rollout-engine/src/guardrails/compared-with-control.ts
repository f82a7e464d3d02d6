/** A spell of a rollout in one stratum: vehicles well at its beginning, and those of them in trouble at its end. */
export interface ControlSpell {
  /** By assignment: position below the threshold when the spell began; exposed, whether offered yet or not. */
  readonly wellBelow: number;
  /** Not exposed. */
  readonly wellAbove: number;
  readonly badBelow: number;
  readonly badAbove: number;
}

export interface ControlEvidence {
  /** Only those with trouble in them, in order; others say nothing. */
  readonly spells: readonly ControlSpell[];
  /** Vehicles in the last spell. */
  readonly below: number;
  readonly above: number;
  /** Share of the vehicles not exposed that came into trouble since the stage opened, 0 to 1. */
  readonly aboveShare: number;
}

/** With fewer than a tenth not exposed there is nothing to compare with: the word is "change" (rollouts.md, "Guardrails"). */
export const isComparable = ({ below, above }: ControlEvidence): boolean => below > 0 && above * 9 >= below;

/**
 * Evidence that exposed vehicles come into trouble more often than vehicles that are not, an e-process:
 *   E = mean over t of product over spells and strata of t^b / (1 + (t - 1) w)^d,
 * with d vehicles newly in trouble, b of them exposed, w the exposed share of those that were well when the spell began, and t (how
 * many times the hazard) from HAZARDS. It is the safe logrank test: P. Grünwald, A. Ly, M. Pérez-Ortiz, J. ter Schure, "The Anytime-Valid
 * Logrank Test", 2020 (arXiv 2011.06931), made for cars that are put into one arm or the other by chance and come into trouble one by one.
 * Here the trouble of six hours comes at once: b is then hypergeometric and not binomial, and the mean of the convex t^b only smaller
 * (W. Hoeffding, JASA 58, 1963, theorem 4), so each factor is at most 1 in the mean if exposure changes nothing, whatever the days,
 * the weather and the stratum do to both arms alike. Only whole spells are looked at; each vehicle counts once in a rollout.
 *
 * Shapes: whole numbers, bad* <= well*. Returns the natural logarithm of E; 0 without spells.
 */
export function logControlEvidence(spells: readonly ControlSpell[]): number {
  const logs = HAZARDS.map((times) => spells.reduce((sum, spell) => sum + logFactor(spell, times), 0));
  const largest = Math.max(...logs);
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0) / HAZARDS.length);
}

/** From half as often again, the least that matters, to every car that updates. Below 1.23 times the evidence shrinks (0.5 / ln 1.5). */
const HAZARDS = [1.5, 2, 4, 10, 30, 100] as const;

function logFactor({ wellBelow, wellAbove, badBelow, badAbove }: ControlSpell, times: number): number {
  const share = wellBelow / (wellBelow + wellAbove);
  return badBelow * Math.log(times) - (badBelow + badAbove) * Math.log1p((times - 1) * share);
}
