const PREFACE = `# Benchmarks

Written by \`npm run bench -- --write\`, section by section (\`--only NAME\`); do not edit. Each section says when, where and how it was
measured; a goal that was missed is shown as missed.
`;

/** The text of one section, from its heading to the next. */
export interface PageSection {
  readonly heading: string;
  readonly text: string;
}

/** docs/benchmarks.md with this section instead of the one of the same heading, or after all others. */
export function withSection(page: string, { heading, text }: PageSection): string {
  const before = page.split(/^(?=## )/m).filter((part) => part.startsWith('## '));
  const fresh = `## ${heading}\n\n${text.trim()}\n`;
  const isIt = (part: string): boolean => part.startsWith(`## ${heading}\n`);
  const sections = before.some(isIt) ? before.map((part) => (isIt(part) ? fresh : part)) : [...before, fresh];
  return [PREFACE, ...sections].map((part) => part.trim()).join('\n\n') + '\n';
}
