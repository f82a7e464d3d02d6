/** What the quotes of a record do that RFC 4180 does not allow. */
interface Fault {
  readonly why: string;
}

/** Puts lines together to the records of RFC 4180: in quotes, a field may have commas, quotes (written twice) and ends of lines. */
export class CsvRecords {
  private begun: string | undefined;

  constructor(private readonly longest: number) {}

  /** The cells of the record that ends with this line; undefined: none does, it goes on or the line is empty. A line that was too long to keep is undefined. */
  take(line: string | undefined): readonly string[] | Fault | undefined {
    if (line === undefined) return this.given(tooLong(this.longest));
    if (this.begun === undefined && !line.includes('"')) {
      const text = withoutReturn(line);
      return text === '' ? undefined : text.split(',');
    }
    const record = this.begun === undefined ? line : `${this.begun}\n${line}`;
    if (record.length > this.longest) return this.given(tooLong(this.longest));
    // Inside of quotes, a line with an even number of them ends where it began: inside.
    const isStillInside = this.begun !== undefined && !hasOddQuotes(line);
    const cells = isStillInside ? undefined : cellsOf(withoutReturn(record));
    this.begun = cells === undefined ? record : undefined;
    return cells;
  }

  /** The last record, if its quotes are not closed. */
  end(): Fault | undefined {
    return this.begun === undefined ? undefined : this.given({ why: 'has a quote that is not closed' });
  }

  private given<Given>(given: Given): Given {
    this.begun = undefined;
    return given;
  }
}

const tooLong = (longest: number): Fault => ({
  why: `must have at most ${longest} characters: is a quote not closed?`,
});

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

const hasOddQuotes = (line: string): boolean => line.split('"').length % 2 === 0;

/** Undefined: a quote is not closed yet. */
function cellsOf(record: string): readonly string[] | Fault | undefined {
  const cells: string[] = [];
  for (let at = 0; ;) {
    const isQuoted = record[at] === '"';
    let end: number;
    if (isQuoted) {
      const close = closingQuote(record, at + 1);
      if (close < 0) return undefined;
      cells.push(record.slice(at + 1, close).replaceAll('""', '"'));
      end = close + 1;
      if (end < record.length && record[end] !== ',') return BAD_QUOTES;
    } else {
      end = record.indexOf(',', at);
      if (end < 0) end = record.length;
      const cell = record.slice(at, end);
      if (cell.includes('"')) return BAD_QUOTES;
      cells.push(cell);
    }
    if (end >= record.length) return cells;
    at = end + 1;
  }
}

/** The first quote from here that does not stand twice; less than 0: there is none. */
function closingQuote(record: string, from: number): number {
  let at = record.indexOf('"', from);
  while (at >= 0 && record[at + 1] === '"') at = record.indexOf('"', at + 2);
  return at;
}

const BAD_QUOTES: Fault = { why: 'must be CSV as in RFC 4180: check its quotes and commas' };
