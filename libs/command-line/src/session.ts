import { resolve } from 'node:path';
import type { Io } from './io.js';
import { accessTokenFor } from './release-desk/access-token.js';
import { addressOf } from './release-desk/address.js';
import { openReleaseDesk, type ReleaseDesk } from './release-desk/release-desk.js';

/** What may stand before or behind every command. */
export interface GlobalOptions {
  readonly server?: string;
  readonly as: string;
}

/** One command's dealings with its person and the release desk. */
export class Session {
  constructor(
    readonly io: Io,
    private readonly options: () => GlobalOptions,
  ) {}

  /** Errors: Refusal when there is no address or no token. */
  async desk(): Promise<ReleaseDesk> {
    const { address, token } = await this.way();
    return openReleaseDesk(address, token);
  }

  /** Where to go and what to show there. Errors: Refusal. */
  async way(): Promise<{ readonly address: URL; readonly token: string }> {
    const { server, as } = this.options();
    const address = await addressOf(this.io, server);
    return { address, token: await accessTokenFor(this.io, address, as) };
  }

  say(...lines: readonly string[]): void {
    for (const line of lines) this.io.out.write(`${line}\n`);
  }

  /** Said beside the answer, so that programs can read the answer alone. */
  note(...lines: readonly string[]): void {
    for (const line of lines) this.io.err.write(`${line}\n`);
  }

  /** An answer for people, or as it came for programs. */
  show(answer: unknown, { json = false }: { readonly json?: boolean }, lines: () => readonly string[]): void {
    if (json) this.say(JSON.stringify(answer, undefined, 2));
    else this.say(...lines());
  }

  pathOf(file: string): string {
    return resolve(this.io.folder, file);
  }
}
