import { Log } from '@tidings/vocabulary';

/** Keeps what was said, to be looked at. */
export class KeptLog extends Log {
  readonly lines: { readonly level: string; readonly sentence: string; readonly facts: unknown }[] = [];

  private keep(level: string) {
    return (sentence: string, facts: unknown = {}): void => void this.lines.push({ level, sentence, facts });
  }
  override readonly error = this.keep('error');
  override readonly warn = this.keep('warn');
  override readonly info = this.keep('info');
  override readonly debug = this.keep('debug');
}
