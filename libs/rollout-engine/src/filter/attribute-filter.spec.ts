import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tidings/vocabulary';
import { aVehicle } from '../../builders/a-vehicle.js';
import { NOON } from '../../builders/a-rollout.js';
import type { AttributeTypes } from '../attributes/attribute-fact.js';
import { typedAttributes } from '../attributes/typed-attributes.js';
import { fieldsOf } from './filter.js';
import { filterHolds } from './filter-holds.js';
import { parseFilter } from './parse-filter.js';
import { factText } from './vehicle-fact.js';

const DECLARED: AttributeTypes = new Map([
  ['region', 'text'],
  ['seats', 'integer'],
  ['heated', 'boolean'],
  ['firmware', 'version'],
  ['built', 'instant'],
]);
const texts = { region: 'north', seats: '10', heated: 'true', firmware: '4.10', built: '2026-03-10' };
const times = Object.fromEntries(Object.keys(texts).map((name) => [name, NOON]));

const vega = aVehicle({
  tags: ['staff', 'cold place'],
  attributes: typedAttributes(DECLARED, { texts, times }, { texts: {}, times: {} }),
  ecus: {
    brakes: { hardwareId: 'brk-2', part: 'bosch-77', software: { kind: 'known', version: '2.10', since: NOON } },
    radar: { hardwareId: 'rad-1', software: { kind: 'unknown', since: NOON } },
  },
});

describe('a car with tags, typed attributes and two more ECUs', () => {
  it.each<[string, boolean | undefined]>([
    ['tag==staff', true],
    ["tag=='cold*'", true],
    ['tag=out=(staff,press)', false],
    ['ecu.brakes.hardware==brk-*', true],
    ['ecu.brakes.part==bosch-77', true],
    ['ecu.brakes.version>2.9', true],
    ['ecu.brakes.version=in=(2.9,2.10.0)', true],
    ['ecu.radar.version<9', undefined],
    ['ecu.radar.part!=x', undefined],
    ['ecu.lidar.hardware!=x', undefined],
    ['ecu.constructor.hardware==*', undefined],
    ['attr.region==n*', true],
    ['attr.region!=north', false],
    ['attr.seats>9', true],
    ['attr.seats==10.0', undefined],
    ['attr.heated==true', true],
    ['attr.firmware>=4.9', true],
    ['attr.built<2026-03-11', true],
    ['attr.nobody==1', undefined],
    ['attr.region<z', undefined],
  ])('%s: %s', (filter, holds) => {
    expect(filterHolds(parseFilter(filter), vega)).toBe(holds);
  });

  it('says what it compared', () => {
    const filter = parseFilter('tag==staff;attr.seats>4;attr.nobody==1;ecu.brakes.version>1;ecu.radar.version>1');
    expect(fieldsOf(filter).map((field) => factText(vega, field))).toEqual([
      'tag staff, cold place',
      'attr.seats 10',
      'attr.nobody missing',
      'ecu.brakes.version 2.10',
      'ecu.radar.version missing',
    ]);
  });
});

describe('where a person writes the filter, what an attribute cannot be compared with is refused', () => {
  it.each<[filter: string, caret: string, says: string]>([
    ['attr.colour==red', '^', 'there is no attribute colour: declared are region, seats'],
    ['attr.seats>4;attr.seats=in=(4,five)', '                              ^', '"five" is no integer such as 42'],
    ['attr.region>n', '           ^', 'attr.region has no order'],
    ['attr.heated<=true', '           ^', 'attr.heated has no order'],
    ['attr.built>monday', '           ^', 'is no instant'],
    ['attr.seats=in=(4*,5)', '               ^', '* stands for any text only after'],
    ['ecu.main.version>4', '^', 'there is no field ecu.main.version'],
    ['ecu.brakes.colour==red', '^', 'there is no field ecu.brakes.colour'],
  ])('%j', (filter, caret, says) => {
    const facts = refusal(filter);
    expect(`${' '.repeat(facts['at'] as number)}^`).toBe(caret);
    expect(facts['says']).toContain(says);
  });

  it('and with none declared, says so', () => {
    expect(refusal('attr.a==1', new Map())['says']).toContain('none is declared yet');
  });
});

function refusal(filter: string, declared: AttributeTypes = DECLARED): Readonly<Record<string, unknown>> {
  try {
    parseFilter(filter, declared);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'filter-not-valid') return error.facts;
    throw error;
  }
  throw new Error('it was accepted');
}
