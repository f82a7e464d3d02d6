/** What a log line says besides its sentence. An Error under `cause` is written with its stack and its own causes. */
export type LogFacts = Readonly<Record<string, unknown>>;

/** Port: one structured line per call. Log once, at the edge; never a VIN, a token or a raw URL. */
export abstract class Log {
  /** A person must act now. */
  abstract error(sentence: string, facts?: LogFacts): void;
  /** Watch it. */
  abstract warn(sentence: string, facts?: LogFacts): void;
  /** A business fact. */
  abstract info(sentence: string, facts?: LogFacts): void;
  /** For you. */
  abstract debug(sentence: string, facts?: LogFacts): void;
}
