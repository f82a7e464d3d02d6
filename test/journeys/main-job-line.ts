import { run } from '@tidings/command-line';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Files of the demo people's tokens. */
export type Role = 'release-manager' | 'approver' | 'author' | 'auditor';

/** The command line as a person types it: the same commands, in this process. */
export class CommandLine {
  constructor(private readonly at: { readonly dataDirectory: string; readonly folder: string }) {}

  async say(as: Role, ...argv: readonly string[]): Promise<Said> {
    let out = '';
    let err = '';
    const code = await run([...argv, '--as', as], {
      ...this.at,
      env: {},
      out: { write: (text) => void (out += text) },
      err: { write: (text) => void (err += text) },
    });
    return { code, out, err };
  }

  /** Errors: one with all that was said, when the command was refused. */
  async done(as: Role, ...argv: readonly string[]): Promise<string> {
    const { code, out, err } = await this.say(as, ...argv);
    if (code !== 0) throw new Error(`tidings ${argv.join(' ')} ended with ${code}:\n${out}${err}`);
    return out;
  }

  async json<T>(as: Role, ...argv: readonly string[]): Promise<T> {
    return JSON.parse(await this.done(as, ...argv, '--json')) as T;
  }
}
