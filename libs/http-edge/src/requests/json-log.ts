import { Log, type LogFacts } from '@tidings/vocabulary';
import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** One JSON object per line, on standard output unless told otherwise. */
export class JsonLog extends Log {
  private readonly lines: Logger;

  constructor(level: LogLevel, destination?: DestinationStream) {
    super();
    // Process id and host name are known to whatever collects the lines.
    const options = {
      level,
      base: null,
      messageKey: 'sentence',
      serializers: { cause: stdSerializers.err },
      formatters: { level: (label: string) => ({ level: label }) },
      timestamp: stdTimeFunctions.isoTime,
    };
    this.lines = destination ? pino(options, destination) : pino(options);
  }

  override error(sentence: string, facts: LogFacts = {}): void {
    this.lines.error(facts, sentence);
  }

  override warn(sentence: string, facts: LogFacts = {}): void {
    this.lines.warn(facts, sentence);
  }

  override info(sentence: string, facts: LogFacts = {}): void {
    this.lines.info(facts, sentence);
  }

  override debug(sentence: string, facts: LogFacts = {}): void {
    this.lines.debug(facts, sentence);
  }
}
