import { versionOrder } from './version-order.js';

const BOUND = /^(<=|>=|<|>|=)?([^<>=\s]+)$/;

/** Bounds that must all hold, as in '>=4.1 <5'; without a sign the version itself. Undefined: it cannot be read. */
export function readRange(
  range: string,
): readonly { readonly sign: '<' | '<=' | '>' | '>=' | '='; readonly version: string }[] | undefined {
  const bounds = range
    .trim()
    .split(/\s+/)
    .map((text) => BOUND.exec(text));
  const read = bounds.flatMap((bound) =>
    bound && versionOrder(bound[2]!, bound[2]!) === 0
      ? [{ sign: (bound[1] ?? '=') as '<' | '<=' | '>' | '>=' | '=', version: bound[2]! }]
      : [],
  );
  return read.length === bounds.length ? read : undefined;
}

/** Undefined: a version or the range cannot be read. */
export function isWithinRange(version: string, range: string): boolean | undefined {
  const bounds = readRange(range);
  if (bounds === undefined || versionOrder(version, version) === undefined) return undefined;
  return bounds.every((bound) => {
    const order = versionOrder(version, bound.version)!;
    switch (bound.sign) {
      case '<':
        return order < 0;
      case '<=':
        return order <= 0;
      case '>':
        return order > 0;
      case '>=':
        return order >= 0;
      case '=':
        return order === 0;
    }
  });
}
