import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

/** A line, counted from 1; undefined where it is longer than anybody writes: it is not kept. */
export interface TextLine {
  readonly line: number;
  readonly text: string | undefined;
}

/** Cuts bytes in UTF-8 into lines, many at once as they come; never more than one longest line in memory besides. */
export async function* textLines(bytes: Readable, longest: number): AsyncGenerator<readonly TextLine[]> {
  const decoder = new StringDecoder('utf8');
  let line = 1;
  let begun = '';
  let isTooLong = false;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    const parts = decoder.write(chunk).split('\n');
    const last = parts.pop()!;
    const lines = parts.map((part): TextLine => {
      const text = begun + part;
      const isKept = !isTooLong && text.length <= longest;
      [begun, isTooLong] = ['', false];
      return { line: line++, text: isKept ? text : undefined };
    });
    isTooLong ||= begun.length + last.length > longest;
    begun = isTooLong ? '' : begun + last;
    if (lines.length > 0) yield lines;
  }
  if (begun !== '' || isTooLong) yield [{ line, text: isTooLong ? undefined : begun }];
}
