import { FileFault } from '../file-fault.js';
import { shownText } from '../shown-text.js';

/** A value of a libconfig file. Groups are maps, so that no name in a file can reach a prototype. */
export type ConfigValue = string | number | boolean | readonly ConfigValue[] | ReadonlyMap<string, ConfigValue>;

const DEEPEST = 24;
const MOST_VALUES = 20_000;

// Whatever cannot begin a token ends the reading; comments and space are skipped.
const SPACE = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const TOKEN =
  /(?<string>"(?:[^"\\]|\\[^])*")|(?<word>[A-Za-z*][-A-Za-z0-9_*]*)|(?<hex>0[xX][0-9A-Fa-f]{1,16}L{0,2})|(?<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?L{0,2})|(?<mark>[{}()[\];,=:])/y;

/**
 * Reads the grammar of sw-description: settings, groups, arrays, lists and scalars of libconfig (its manual, chapter 3). `@include` is
 * refused: a package is one file. Errors: FileFault 'malformed'.
 */
export function parseLibconfig(text: string): ReadonlyMap<string, ConfigValue> {
  const reading = new Reading(text);
  const root = reading.settings(0, undefined);
  return root;
}

interface Token {
  readonly kind: 'string' | 'word' | 'hex' | 'number' | 'mark' | 'end';
  readonly text: string;
}

class Reading {
  private at = 0;
  private values = 0;
  private next: Token;

  constructor(private readonly text: string) {
    this.next = this.scan();
  }

  /** Settings up to a closing mark, or to the end. */
  settings(depth: number, close: '}' | undefined): ReadonlyMap<string, ConfigValue> {
    const group = new Map<string, ConfigValue>();
    while (!(close === undefined ? this.next.kind === 'end' : this.isMark(close))) {
      const name = this.take('word');
      if (group.has(name)) throw this.fault(`${shownText(name)} is set twice`);
      if (!this.isMark('=') && !this.isMark(':')) throw this.fault('"=" is missing');
      this.step();
      group.set(name, this.value(depth + 1));
      if (this.isMark(';') || this.isMark(',')) this.step();
    }
    if (close !== undefined) this.step();
    return group;
  }

  private value(depth: number): ConfigValue {
    if (depth > DEEPEST) throw this.fault('groups lie too deep in each other');
    if (++this.values > MOST_VALUES) throw this.fault('too many values');
    const { kind, text } = this.next;
    this.step();
    if (kind === 'mark') return this.collection(text, depth);
    if (kind === 'string') return this.joined(text);
    if (kind === 'number' || kind === 'hex') return Number(text.replace(/L+$/, ''));
    if (kind === 'word' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
    throw this.fault(`${shownText(text) || 'its end'} is no value`);
  }

  private collection(open: string, depth: number): ConfigValue {
    if (open === '{') return this.settings(depth, '}');
    const close = { '(': ')', '[': ']' }[open];
    if (close === undefined) throw this.fault(`"${open}" is no value`);
    const list: ConfigValue[] = [];
    while (!this.isMark(close)) {
      list.push(this.value(depth + 1));
      if (this.isMark(',')) this.step();
      else if (!this.isMark(close)) throw this.fault(`"${close}" is missing`);
    }
    this.step();
    return list;
  }

  /** Strings beside each other are one. */
  private joined(first: string): string {
    const parts = [first];
    while (this.next.kind === 'string') {
      parts.push(this.next.text);
      this.step();
    }
    return parts
      .map((part) => part.slice(1, -1).replaceAll(/\\([^])/g, (_, one: string) => ESCAPES[one] ?? one))
      .join('');
  }

  private isMark(mark: string): boolean {
    return this.next.kind === 'mark' && this.next.text === mark;
  }

  private take(kind: Token['kind']): string {
    const { text } = this.next;
    if (this.next.kind !== kind) throw this.fault(`a name is wanted, not ${shownText(text) || 'its end'}`);
    this.step();
    return text;
  }

  private step(): void {
    this.next = this.scan();
  }

  private scan(): Token {
    SPACE.lastIndex = this.at;
    if (SPACE.test(this.text)) this.at = SPACE.lastIndex;
    if (this.at >= this.text.length) return { kind: 'end', text: '' };
    TOKEN.lastIndex = this.at;
    const groups = TOKEN.exec(this.text)?.groups;
    if (groups === undefined) throw this.fault(`${shownText(this.text.slice(this.at, this.at + 10))} cannot be read`);
    this.at = TOKEN.lastIndex;
    const [kind, text] = Object.entries(groups).find(([, found]) => (found as string | undefined) !== undefined)!;
    return { kind: kind as Token['kind'], text };
  }

  private fault(why: string): FileFault {
    const line = this.text.slice(0, this.at).split('\n').length;
    return new FileFault('malformed', `sw-description, line ${line}: ${why}`);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };
