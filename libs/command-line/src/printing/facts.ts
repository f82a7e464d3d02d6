/** A label and what is so; undefined: the line is left out. */
export type Fact = readonly [label: string, text: string | undefined];

/** Lines 'label  text', the texts under each other. */
export function facts(given: readonly Fact[]): readonly string[] {
  const told = given.filter((fact): fact is readonly [string, string] => fact[1] !== undefined);
  const width = Math.max(...told.map(([label]) => label.length));
  return told.map(([label, text]) => `${label.padEnd(width)}  ${text}`.trimEnd());
}
