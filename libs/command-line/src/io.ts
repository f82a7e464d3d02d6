/** Something text is written to. */
export interface Screen {
  write(text: string): unknown;
  /** True where a person looks: only there is a line drawn twice. */
  readonly isTTY?: boolean | undefined;
}

/** What a command touches of the outside. */
export interface Io {
  /** Answers. */
  readonly out: Screen;
  /** Progress, and what went wrong. */
  readonly err: Screen;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where relative paths begin. */
  readonly folder: string;
  /** Where `npm start` keeps the address and the tokens of its demo people. */
  readonly dataDirectory: string;
}
