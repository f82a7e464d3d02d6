/** A way to say something: a pattern with what it does. Words in braces are read as what they stand for. */
export interface Sentence<Subject> {
  readonly pattern: string;
  readonly does: (subject: Subject, said: readonly string[]) => void;
}

const WORD: Readonly<Record<string, string>> = {
  count: String.raw`(\d+)`,
  share: String.raw`(\d+(?:\.\d+)?%)`,
  length: String.raw`(\d+[smhd])`,
  name: String.raw`([\w.-]+)`,
  names: String.raw`([\w.-]+(?:, [\w.-]+)*)`,
  whom: '([^,]+)',
  date: String.raw`(\d{4}-\d\d-\d\d)`,
  time: String.raw`(\d\d:\d\d)`,
  instant: String.raw`(\d{4}-\d\d-\d\dT\S+)`,
  text: '(.+)',
};

/** Errors: an Error that names the line and lists what could have been said. */
export function say<Subject>(
  sentences: readonly Sentence<Subject>[],
  subject: Subject,
  line: { readonly number: number; readonly text: string },
): void {
  for (const { pattern, does } of sentences) {
    const said = expressionOf(pattern).exec(line.text);
    if (said) return does(subject, said.slice(1));
  }
  const known = sentences.map(({ pattern }) => `  ${pattern}`).join('\n');
  throw new Error(`line ${line.number}: "${line.text}" is none of these sentences:\n${known}`);
}

const expressionOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/\{(\w+)\}/g, (_, word: string) => WORD[word]!)}$`);
