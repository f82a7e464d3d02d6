import { type ControlSpell, logControlEvidence } from '@tidings/rollout-engine';

/** 10,000 cars in two strata, a tenth of them exposed; 28 spells of six hours, in which weather silences everybody alike, some days ten times as many. */
const STRATA = [
  { below: 300, above: 2_700, usual: 4 },
  { below: 700, above: 6_300, usual: 2 },
] as const;
const SPELLS = 28;

/** Exposed cars come into trouble `times` as often. The spell after which it is a breach; undefined: never. */
export function controlRun(chance: () => number, times: number, alpha: number): number | undefined {
  const well: { readonly below: number; readonly above: number }[] = STRATA.map(({ below, above }) => ({
    below,
    above,
  }));
  const spells: ControlSpell[] = [];
  for (let spell = 1; spell <= SPELLS; spell++) {
    const weather = chance() < 0.1 ? 10 : 1;
    for (const [index, { usual }] of STRATA.entries()) {
      const { below, above } = well[index]!;
      const expected = usual * weather * ((above + times * below) / (above + below));
      const bad = Math.round(expected * 2 * chance());
      let badBelow = 0;
      for (let n = 0; n < bad; n++) {
        const exposed = times * (below - badBelow);
        if (chance() < exposed / (exposed + above - (n - badBelow))) badBelow += 1;
      }
      spells.push({ wellBelow: below, wellAbove: above, badBelow, badAbove: bad - badBelow });
      well[index] = { below: below - badBelow, above: above - (bad - badBelow) };
    }
    if (logControlEvidence(spells) >= -Math.log(alpha)) return spell;
  }
  return undefined;
}
