/** The command cannot do what was asked: sentences for the person who asked, one a line. */
export class Refusal extends Error {
  constructor(
    readonly sentences: readonly string[],
    options?: { readonly cause?: unknown },
  ) {
    super(sentences.join(' '), options);
    this.name = 'Refusal';
  }
}

export const refuse = (...sentences: readonly string[]): Refusal => new Refusal(sentences);
