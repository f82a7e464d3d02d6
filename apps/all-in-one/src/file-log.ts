import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { JsonLog, type LogLevel } from '@tidings/http-edge';
import type { Log } from '@tidings/vocabulary';

/** The structured log goes to a file; what a person must act on is shown as well. */
export function fileLog(path: string, level: LogLevel): Log {
  mkdirSync(dirname(path), { recursive: true });
  const file = createWriteStream(path, { flags: 'a' });
  // A disk that is full must not end the process: the lines are lost, the work goes on.
  file.on('error', () => undefined);
  return new JsonLog(level, {
    write: (line: string) => {
      file.write(line);
      if (line.startsWith('{"level":"error"')) process.stderr.write(line);
    },
  });
}
