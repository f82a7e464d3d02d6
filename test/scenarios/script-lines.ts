/** One sentence of a script with the indented lines below it. */
export interface ScriptLine {
  readonly number: number;
  readonly text: string;
  readonly below: readonly { readonly number: number; readonly text: string }[];
}

/** Empty lines and what follows '--' are for people. Errors: an Error when a script begins with an indented line. */
export function scriptLines(script: string): readonly ScriptLine[] {
  const lines: { number: number; text: string; below: { number: number; text: string }[] }[] = [];
  for (const [place, whole] of script.split('\n').entries()) {
    const line = whole.replace(/\s*--.*$/, '');
    const text = line.trim();
    if (text === '') continue;
    const number = place + 1;
    if (!line.startsWith(' ')) lines.push({ number, text, below: [] });
    else if (lines.length > 0) lines.at(-1)!.below.push({ number, text });
    else throw new Error(`line ${number}: nothing stands above it that it could belong to`);
  }
  return lines;
}
