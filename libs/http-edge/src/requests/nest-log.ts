import type { LoggerService } from '@nestjs/common';
import type { Log } from '@tidings/vocabulary';

/** Lets Nest speak through our log. What Nest calls "log" (modules, routes) is for developers, so it is debug here. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Log) {}

  log(message: unknown, ...more: unknown[]): void {
    this.to.debug(sentenceOf(message), { nest: more.at(-1) });
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.log(message, ...more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.log(message, ...more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.to.warn(sentenceOf(message), { nest: more.at(-1) });
  }

  error(message: unknown, ...more: unknown[]): void {
    const cause = message instanceof Error ? message : more.find((part) => part instanceof Error);
    this.to.error(sentenceOf(message), { nest: more.at(-1), ...(cause ? { cause } : {}) });
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.error(message, ...more);
  }
}

const sentenceOf = (message: unknown): string =>
  message instanceof Error ? message.message : typeof message === 'string' ? message : JSON.stringify(message);
