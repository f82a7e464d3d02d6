import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const PROJECT = join(import.meta.dirname, '../..');

let building: Promise<void> | undefined;

/** Builds what the sources say now, once in this test file; other files that want the same wait for the same build. */
export const built = (): Promise<void> => (building ??= build());

const build = (): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    const child = spawn(process.execPath, [join(PROJECT, 'deploy/build.mjs')], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => void (said += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`deploy/build.mjs ended with ${String(code)}:\n${said}`));
    });
  });
