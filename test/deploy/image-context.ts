import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../processes/built.js';
import { DEPLOY } from './compose-file.js';

/** The files that a build of the image is given: those of git, without what deploy/Dockerfile.dockerignore leaves out. */
export function imageContext(): readonly string[] {
  const lines = readFileSync(join(DEPLOY, 'Dockerfile.dockerignore'), 'utf8').split('\n');
  const rules = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ isKept: line.startsWith('!'), pattern: patternOf(line.replace(/^!/, '')) }));
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  // The last line that fits decides.
  return tracked
    .split('\n')
    .filter((path) => path !== '' && (rules.findLast(({ pattern }) => pattern.test(path))?.isKept ?? true));
}

/** ** is any number of folders, * is anything within one; a folder stands for all in it. */
function patternOf(line: string): RegExp {
  const text = line
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\//g, '\0')
    .replace(/\*/g, '[^/]*')
    .replace(/\0/g, '(.*/)?');
  return new RegExp(`^${text}(/.*)?$`);
}
