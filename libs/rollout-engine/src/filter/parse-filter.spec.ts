import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tidings/vocabulary';
import { fieldsOf } from './filter.js';
import { parseFilter } from './parse-filter.js';

/** What is refused, as the person sees it: the caret stands under the character. */
function refusal(filter: string): Readonly<Record<string, unknown>> {
  try {
    parseFilter(filter);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'filter-not-valid') return error.facts;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a filter that cannot be read', () => {
  it.each<[filter: string, caret: string, says: string]>([
    ['', '^', 'it is empty'],
    ['  ', '  ^', 'it is empty'],
    ['model', '     ^', 'it ends too early'],
    ['model==', '       ^', 'it ends too early'],
    ['model==Vega;', '            ^', 'it ends too early'],
    ['model==Vega)', '           ^', "')' cannot stand here"],
    ['(model==Vega', '^', 'this parenthesis is not closed'],
    ['model=="Vega', '       ^', 'this quote is not closed'],
    ['model=Vega', '     ^', "'=' cannot stand here"],
    ['model==Vega market==SE', '            ^', "'market' cannot stand here"],
    [`model==' in "' x`, '               ^', "'x' cannot stand here"],
    ['model==a\nb', '        ^', 'this character cannot stand in a filter'],
    ['model==\ud800', '       ^', 'this character cannot stand in a filter'],
    ['market==SE;colour==red', '           ^', 'there is no field colour'],
    ['constructor==x', '^', 'there is no field constructor'],
    ['reported.==x', '^', 'there is no field reported.'],
    ['(model==Vega) and modelYear==new', '                             ^', '"new" is no whole number such as 2026'],
    ['modelYear=in=(2024, 2025, 20x6)', '                          ^', '"20x6" is no whole number'],
    ['modelYear==9999999999', '           ^', 'is no whole number'],
    ["softwareVersion >= '4.2 beta'", '                   ^', '"4.2 beta" is no version'],
    ['softwareVersion==4.*', '                 ^', '"4.*" is no version'],
    ['registeredAt>2026-02-31', '             ^', 'is no instant'],
    ['registeredAt>2026-02-01T10:00:00', '             ^', 'is no instant'],
    ['model=like=Vega', '     ^', 'there is no operator =like='],
    ['market<SE', '      ^', 'market has no order'],
    ['equipment=gt=tow-bar', '         ^', 'equipment has no order'],
    ['model==(Vega,Lyra)', '     ^', '== takes one value'],
    ["model=in=('(;',Ve*)", '               ^', '* stands for any text only after'],
  ])('%j', (filter, caret, says) => {
    const facts = refusal(filter);
    expect({ caret: `${' '.repeat(facts['at'] as number)}^`, filter: facts['filter'] }).toEqual({ caret, filter });
    expect(facts['says']).toContain(says);
  });
});

it('keeps the order and the precedence of what is written: and before or', () => {
  const filter = parseFilter('model==a,market==b;modelYear==1;(timeZone==c or hardwareId==d)');
  expect(filter).toMatchObject({
    kind: 'or',
    parts: [{ field: 'model' }, { kind: 'and', parts: [{ field: 'market' }, { field: 'modelYear' }, { kind: 'or' }] }],
  });
  expect(fieldsOf(filter)).toEqual(['model', 'market', 'modelYear', 'timeZone', 'hardwareId']);
});
