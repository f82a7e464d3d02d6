import { type AttributeFact, type AttributeTypes, readAttribute, typedAttributes } from '@tidings/rollout-engine';
import { isoOf, instant, versionKey } from '@tidings/vocabulary';
import fc from 'fast-check';

/** The columns of a vehicle that a filter reads. */
export interface VehicleLine {
  readonly model: string;
  readonly year: number;
  readonly market: string;
  readonly zone: string;
  readonly hardware: string;
  readonly equipment: readonly string[];
  readonly version: string | null;
  /** As the stores keep it: absent when the version does not parse. */
  readonly key: string | null;
  readonly known: boolean;
  /** RFC 3339. */
  readonly registered: string;
  readonly reported: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeFact>>;
  readonly ecus: Readonly<Record<string, EcuOnLine>>;
}

interface EcuOnLine {
  readonly hardwareId: string;
  readonly part?: string;
  readonly version?: string;
  readonly versionKey?: string;
  readonly since: number;
}

/** Few words, so that filters meet vehicles; with every character that LIKE, arrays, JSON and the grammar treat in their own way. */
const WORDS = [
  'Vega',
  'vega',
  'Ve',
  'Lyra',
  'V%',
  'V_ga',
  '',
  '*',
  '\\',
  'a\\*',
  '"',
  "o'clock",
  '{a,b}',
  'NULL',
  '💩',
  'é',
  'a b',
];
const VERSIONS = ['7', '7.0', '7.1', '7.10', '7.9', '7.1-rc1', '7.1-rc.10', '7.1-rc.9'];
const NAMES = ['ring', 'softwareVersion', 'hardwareId', '__proto__', 'constructor', 'a.b', '0', 'é'];
const MOMENTS = Array.from({ length: 5 }, (_, n) => Date.UTC(2026, 2, 8 + n, n * 6));

const someWord = fc.constantFrom(...WORDS);
const someVersion = fc.constantFrom(...VERSIONS);
const someMarket = fc.constantFrom('SE', 'FR', 'GB');
const someYear = fc.integer({ min: 2023, max: 2026 });

/** One attribute of each type; what vehicles and makers say of them parses by some of the types. */
const DECLARED: AttributeTypes = new Map([
  ['word', 'text'],
  ['seats', 'integer'],
  ['range', 'decimal'],
  ['heated', 'boolean'],
  ['firmware', 'version'],
  ['built', 'instant'],
]);
const SAID = [
  '4',
  '4.0',
  '-4',
  '10',
  '4.25',
  '0.1',
  'true',
  'false',
  '7.1-rc1',
  '2026-03-10',
  '2026-03-09T06:00:00Z',
  'V_ga',
  '',
];
const someSaid = fc
  .array(fc.tuple(fc.constantFrom(...DECLARED.keys()), fc.constantFrom(...SAID)), { maxLength: 6 })
  .map((said) => ({
    texts: Object.fromEntries(said),
    times: Object.fromEntries(said.map(([name]) => [name, instant(MOMENTS[0]!)])),
  }));
const someAttributes = fc.tuple(someSaid, someSaid).map(([said, owned]) => typedAttributes(DECLARED, said, owned));

const ECUS = ['brakes', 'é-1', 'constructor'];
const someEcu: fc.Arbitrary<EcuOnLine> = fc
  .record({
    hardwareId: someWord,
    part: fc.option(someWord, { nil: undefined }),
    version: fc.option(fc.oneof(someVersion, fc.constant('nightly')), { nil: undefined }),
  })
  .map(({ hardwareId, part, version }) => ({
    hardwareId,
    since: MOMENTS[0]!,
    ...(part !== undefined && { part }),
    ...(version !== undefined && { version }),
    ...(version !== undefined && VERSIONS.includes(version) && { versionKey: versionKey(version) }),
  }));
const someEcus = fc
  .array(fc.tuple(fc.constantFrom(...ECUS), someEcu), { maxLength: 3 })
  .map(Object.fromEntries<EcuOnLine>);

export const someVehicleRow: fc.Arbitrary<VehicleLine> = fc
  .record({
    model: someWord,
    year: someYear,
    market: someMarket,
    zone: fc.constantFrom('Europe/Stockholm', 'Asia/Tokyo'),
    hardware: someWord,
    equipment: fc.array(someWord, { maxLength: 3 }),
    version: fc.option(fc.oneof({ weight: 4, arbitrary: someVersion }, fc.constantFrom('nightly', '', '7.', '7.1 '))),
    known: fc.boolean(),
    registered: fc.constantFrom(...MOMENTS).map((moment) => isoOf(instant(moment))),
    reported: fc.array(fc.tuple(fc.constantFrom(...NAMES), someWord), { maxLength: 5 }).map(Object.fromEntries<string>),
    tags: fc.array(someWord, { maxLength: 3 }),
    attributes: someAttributes,
    ecus: someEcus,
  })
  .map((line) => ({
    ...line,
    key: line.version !== null && VERSIONS.includes(line.version) ? versionKey(line.version) : null,
  }));

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
/** A word that means itself in a pattern. */
const literal = (word: string): string => quoted(word.replaceAll('*', '\\*'));

const somePattern = fc.oneof(
  someWord.map(literal),
  fc
    .array(
      fc.oneof(
        someWord.map((word) => word.replaceAll('*', '\\*')),
        fc.constantFrom('*', '*', 'e', 'V'),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((parts) => quoted(parts.join(''))),
);
const listOf = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => `(${values.join(',')})`);

const someTextField = fc.oneof(
  fc.constantFrom('model', 'hardwareId', 'equipment', 'tag', 'controllerId'),
  fc.tuple(fc.constantFrom(...ECUS), fc.constantFrom('hardware', 'part')).map(([name, what]) => `ecu.${name}.${what}`),
  fc.constantFrom(...NAMES).map((name) => `reported.${name}`),
);
const someMoment = fc.constantFrom(...MOMENTS).map((moment) => isoOf(instant(moment)));
const someOrdered = fc.oneof(
  fc.tuple(fc.constant('modelYear'), fc.constant(someYear.map(String))),
  fc.tuple(fc.constant('softwareVersion'), fc.constant(someVersion)),
  fc.tuple(
    fc.constantFrom(...ECUS).map((name) => `ecu.${name}.version`),
    fc.constant(someVersion),
  ),
  fc.tuple(fc.constant('registeredAt'), fc.constant(fc.oneof(someMoment, fc.constant('2026-03-10')))),
);

/** With any value, and with those of the attribute's own type oftener: a comparison of a running rollout is read without types. */
const someAttributeComparison = fc
  .tuple(fc.constantFrom(...DECLARED.keys()), fc.boolean())
  .chain(([name, isOfItsType]) => {
    const ofItsType = SAID.filter((text) => readAttribute(DECLARED.get(name)!, text) !== undefined);
    const value = fc.constantFrom(...(isOfItsType ? ofItsType : SAID)).map(literal);
    return fc.oneof(
      fc
        .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), value)
        .map(([operator, text]) => `attr.${name}${operator}${text}`),
      fc.tuple(fc.constantFrom('==', '!='), somePattern).map((words) => `attr.${name}${words.join('')}`),
      fc.tuple(fc.constantFrom('=in=', '=out='), listOf(value)).map((words) => `attr.${name}${words.join('')}`),
    );
  });

const someComparison: fc.Arbitrary<string> = fc.oneof(
  someAttributeComparison,
  fc.tuple(someTextField, fc.constantFrom('==', '!='), somePattern).map((words) => words.join('')),
  fc
    .tuple(someTextField, fc.constantFrom('=in=', '=out='), listOf(someWord.map(literal)))
    .map((words) => words.join('')),
  fc
    .tuple(fc.constantFrom('market', 'timeZone'), fc.constantFrom('==', '!='), fc.constantFrom('SE', 'S*', 'Asia/*'))
    .map((words) => words.join('')),
  someOrdered.chain(([field, value]) =>
    fc.oneof(
      fc
        .tuple(fc.constantFrom('==', '!=', '<', '=lt=', '<=', '=le=', '>', '=gt=', '>=', '=ge='), value)
        .map((words) => field + words.join('')),
      fc.tuple(fc.constantFrom('=in=', '=out='), listOf(value)).map((words) => field + words.join('')),
    ),
  ),
);

/** Filters of up to a dozen comparisons, in every way of joining them. */
export const someFilterText: fc.Arbitrary<string> = fc.letrec<{ filter: string; group: string }>((tie) => ({
  filter: fc
    .tuple(tie('group'), fc.array(fc.tuple(fc.constantFrom(';', ',', ' and ', ' or '), tie('group')), { maxLength: 3 }))
    .map(([first, others]) => first + others.map((words) => words.join('')).join('')),
  group: fc.oneof(
    { maxDepth: 2 },
    someComparison,
    tie('filter').map((filter) => `(${filter})`),
  ),
})).filter;
