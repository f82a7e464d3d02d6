import { describe, expect, it } from '@jest/globals';
import { instant, parseInstant } from '@tidings/vocabulary';
import type { AttributeType } from './attribute-fact.js';
import { readAttribute } from './read-attribute.js';
import { typedAttributes } from './typed-attributes.js';

const [MONDAY, TUESDAY] = [parseInstant('2026-03-09T08:00:00Z'), parseInstant('2026-03-10T08:00:00Z')];
const NOTHING = { texts: {}, times: {} };

describe('what is known of the declared attribute seats, a whole number', () => {
  const known = (said: string | undefined, filed: string | undefined) =>
    typedAttributes(
      new Map([['seats', 'integer']]),
      said === undefined ? NOTHING : { texts: { seats: said }, times: { seats: TUESDAY } },
      filed === undefined ? NOTHING : { texts: { seats: filed }, times: { seats: MONDAY } },
    )['seats'];

  it('is what the vehicle says, with its time', () => {
    expect(known('5', undefined)).toEqual({ type: 'integer', value: 5, text: '5', from: 'vehicle', at: TUESDAY });
  });

  it('is what the maker owns while the vehicle says nothing', () => {
    expect(known(undefined, '4')).toEqual({ type: 'integer', value: 4, text: '4', from: 'maker', at: MONDAY });
  });

  it('is what the vehicle says where both speak, and keeps what the maker says beside it when it differs', () => {
    expect(known('5', '4')).toMatchObject({ value: 5, from: 'vehicle', makerSays: '4' });
    expect(known('5', '05')).not.toHaveProperty('makerSays');
  });

  it('is what the maker owns when what the vehicle says does not parse', () => {
    expect(known('five', '4')).toMatchObject({ value: 4, from: 'maker' });
  });

  it('is missing when nothing parses', () => {
    expect(known('five', '')).toBeUndefined();
    expect(known(undefined, undefined)).toBeUndefined();
  });
});

it('takes no attribute that is not declared, nor one that every object has', () => {
  const said = { texts: { colour: 'red' }, times: { colour: instant(0) } };
  expect(typedAttributes(new Map([['constructor', 'text']]), said, NOTHING)).toEqual({});
});

it.each<[AttributeType, string, unknown]>([
  ['text', '', ''],
  ['integer', '-7', -7],
  ['integer', '7.0', undefined],
  ['integer', '1234567890123456', undefined],
  ['decimal', '0.25', 0.25],
  ['decimal', '123456789012345.6', undefined],
  ['decimal', '1e3', undefined],
  ['boolean', 'true', true],
  ['boolean', 'false', false],
  ['boolean', 'yes', undefined],
  ['version', '4.0', '000000004#'],
  ['version', 'nightly', undefined],
  ['instant', '1970-01-01T00:00:01Z', 1000],
  ['instant', '2026-02-31', undefined],
])('reads as %s: %j', (type, text, value) => {
  expect(readAttribute(type, text)).toBe(value);
});
