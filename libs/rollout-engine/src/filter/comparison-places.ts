/** Where one comparison of a filter stands: 0-based characters. */
export interface ComparisonPlace {
  readonly field: number;
  readonly operator: number;
  readonly values: readonly number[];
}

/** The words of the grammar as @rsql/parser cuts them (its tree does not say where they stood). */
const WORD =
  /(?<quoted>"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*')|(?<operator>=[a-z]*=|!=|[<>]=?)|(?<mark>[();,]|(?:and|or)(?= ))|(?<plain>[^"'();,=!~<> ]+)/g;

/** The comparisons of a filter that parses, from left to right. */
export function comparisonPlaces(filter: string): readonly ComparisonPlace[] {
  const words = [...filter.matchAll(WORD)];
  return words.flatMap((word, index) => {
    if (word.groups?.['operator'] === undefined) return [];
    return [{ field: words[index - 1]!.index, operator: word.index, values: valuePlaces(words.slice(index + 1)) }];
  });
}

function valuePlaces(words: readonly RegExpExecArray[]): readonly number[] {
  if (words[0]![0] !== '(') return [words[0]!.index];
  const list = words.slice(
    1,
    words.findIndex(([text]) => text === ')'),
  );
  return list.filter(({ groups }) => groups?.['mark'] === undefined).map(({ index }) => index);
}
