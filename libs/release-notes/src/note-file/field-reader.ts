import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Day } from '../release-note.js';
import { textLength } from '../text-length.js';
import { markdownProblems } from './markdown-problems.js';
import type { NoteProblem } from './note-problem.js';

interface Place {
  /** 'improvements[2].' or ''. */
  readonly path: string;
  readonly line: number;
  readonly lineAt: (offset: number) => number;
  readonly problems: NoteProblem[];
}

/** Characters a field of one sentence may have, unless a tighter length is said. */
const SENTENCE = 300;
const PARAGRAPHS = 4_000;

/**
 * Reads the fields of one YAML mapping and notes everything that is wrong with its line, so that one reading finds all.
 * What cannot be read comes back empty: parseNote throws before anyone sees it.
 */
export class FieldReader {
  private readonly asked = new Set<string>();

  constructor(
    private readonly map: YAMLMap,
    private readonly place: Place,
  ) {}

  /** One line of plain text. */
  line(key: string, longest = SENTENCE): string {
    return this.optionalLine(key, longest) ?? this.missing(key);
  }

  optionalLine(key: string, longest = SENTENCE): string | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const length = textLength(text);
    if (length > longest) this.refuse(key, `has ${length} characters`, `Write at most ${longest}`);
    if (text.includes('\n'))
      this.refuse(key, 'has more than one line', 'Write it as one line, or with >- to fold lines');
    return text;
  }

  /** Markdown, a paragraph or a few. */
  markdown(key: string): string {
    return this.optionalMarkdown(key) ?? this.missing(key);
  }

  optionalMarkdown(key: string): string | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    if (text.length > PARAGRAPHS) this.refuse(key, 'is too long', `Write at most ${PARAGRAPHS} characters`);
    else for (const { problem, fix } of markdownProblems(text, 1)) this.refuse(key, `is refused: ${problem}`, fix);
    return text;
  }

  oneOf<Word extends string>(key: string, words: readonly Word[]): Word {
    const text = this.text(key) ?? this.missing(key, `Write one of ${words.join(', ')}`);
    const word = words.find((each) => each === text);
    if (word === undefined && text !== '') this.refuse(key, `is "${text}"`, `Write one of ${words.join(', ')}`);
    return word ?? words[0]!;
  }

  matching(key: string, grammar: RegExp, example: string): string {
    return this.optionalMatching(key, grammar, example) ?? this.missing(key, `Write it like ${example}`);
  }

  optionalMatching(key: string, grammar: RegExp, example: string): string | undefined {
    const text = this.text(key);
    if (text !== undefined && !grammar.test(text)) this.refuse(key, `is "${text}"`, `Write it like ${example}`);
    return text;
  }

  optionalDay(key: string): Day | undefined {
    const text = this.optionalMatching(key, /^\d{4}-\d\d-\d\d$/, '2026-11-22');
    const isDay = text === undefined || isCalendarDay(text);
    if (!isDay) this.refuse(key, `is "${text}", which is no day of the calendar`, 'Write it like 2026-11-22');
    return text;
  }

  optionalWholeNumber(key: string): number | undefined {
    const value = this.scalar(key);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 100_000) return value;
    this.refuse(key, `is ${JSON.stringify(value)}`, 'Write a whole number without a unit, such as 35');
    return 1;
  }

  yesOrNo(key: string): boolean {
    const value = this.scalar(key);
    if (typeof value === 'boolean') return value;
    this.refuse(key, 'is neither true nor false', 'Write true or false');
    return false;
  }

  lines(key: string): readonly string[] | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    const values = isSeq(node) ? node.items.map((item) => (isScalar(item) ? item.value : undefined)) : [];
    if (values.length > 0 && values.every((value) => typeof value === 'string')) return values;
    this.refuse(key, 'is not a list of words', 'Write [Vega, Lyra]');
    return undefined;
  }

  /** A mapping under this key. */
  optionalFields(key: string): FieldReader | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    if (isMap(node)) return this.inside(node, `${this.place.path}${key}.`);
    this.refuse(key, 'has no fields', 'Write its fields below it, indented by two spaces');
    return undefined;
  }

  /** A list of mappings under this key; absent is empty. */
  list(key: string): readonly FieldReader[] {
    const node = this.node(key);
    if (node === undefined) return [];
    if (isSeq(node) && node.items.every((item) => isMap(item))) {
      return node.items.map((item, at) => this.inside(item, `${this.place.path}${key}[${at + 1}].`));
    }
    this.refuse(key, 'is not a list of entries', 'Begin each entry with "- " and write its fields below each other');
    return [];
  }

  /** Call last: whatever was not asked for is a slip of the pen, and silence about it would lose what the author meant. */
  refuseOthers(): void {
    for (const { key } of this.map.items) {
      const name = isScalar(key) ? String(key.value) : '?';
      if (this.asked.has(name)) continue;
      this.refuse(name, 'is not a field here', `Remove it or write one of ${[...this.asked].join(', ')}`);
    }
  }

  refuse(key: string, problem: string, fix: string): void {
    this.place.problems.push({ line: this.lineOf(key), problem: `${this.place.path}${key} ${problem}`, fix });
  }

  lineOf(key: string): number {
    const pair = this.map.items.find((item) => isScalar(item.key) && item.key.value === key);
    const range = (pair?.key as Node | undefined)?.range;
    return range ? this.place.lineAt(range[0]) : this.place.line;
  }

  private inside(map: YAMLMap, path: string): FieldReader {
    const line = map.range ? this.place.lineAt(map.range[0]) : this.place.line;
    return new FieldReader(map, { ...this.place, path, line });
  }

  private missing(key: string, fix = 'Add it'): '' {
    this.refuse(key, 'is missing', fix);
    return '';
  }

  private text(key: string): string | undefined {
    const value = this.scalar(key);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') {
      this.refuse(key, 'is not a text', 'Put it in quotes');
      return undefined;
    }
    const text = value.trim();
    return text === '' ? undefined : text;
  }

  private scalar(key: string): unknown {
    const node = this.node(key);
    if (node === undefined) return undefined;
    if (isScalar(node)) return node.value ?? undefined;
    this.refuse(key, 'is not a single value', 'Write it as one text');
    return undefined;
  }

  private node(key: string): Node | undefined {
    this.asked.add(key);
    return this.map.get(key, true);
  }
}

function isCalendarDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
