import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A scenario as it is kept: words for people, a script, and what came of it when it was last looked at by a person. */
export interface ScenarioFile {
  readonly name: string;
  readonly path: string;
  readonly script: string;
  /** Empty: never run. */
  readonly transcript: string;
}

const ENDS_WITH = '.scenario.md';
const SCRIPT = /^```script\n([^]*?)^```$/m;
const TRANSCRIPT = /^```transcript\n([^]*?)^```\n?/m;

export const allScenarios = (): readonly ScenarioFile[] =>
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(ENDS_WITH))
    .sort()
    .map((file) => {
      const path = join(import.meta.dirname, file);
      const text = readFileSync(path, 'utf8');
      const script = SCRIPT.exec(text)?.[1];
      if (script === undefined) throw new Error(`${file} has no script: a block that begins with \`\`\`script.`);
      return { name: file.slice(0, -ENDS_WITH.length), path, script, transcript: TRANSCRIPT.exec(text)?.[1] ?? '' };
    });

/** Puts the transcript where the old one was, or after the script. */
export function keepTranscript({ path }: ScenarioFile, transcript: string): void {
  const text = readFileSync(path, 'utf8').replace(TRANSCRIPT, '').trimEnd();
  writeFileSync(path, `${text}\n\n\`\`\`transcript\n${transcript}\`\`\`\n`);
}
