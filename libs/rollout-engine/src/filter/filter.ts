/**
 * A cohort filter, read and checked: every field exists and every value has the type of its field. Both evaluators, memory
 * (filterHolds) and SQL (filterSql in views), read only this.
 */
export type Filter = Junction | TextComparison | Equality | Order;

export interface Junction {
  readonly kind: 'and' | 'or';
  readonly parts: readonly Filter[];
}

/** One of the patterns fits the text; for a set of words: fits one of its words. */
export interface TextComparison {
  readonly kind: 'fits';
  readonly field: TextField;
  readonly patterns: readonly Pattern[];
  readonly isNegated: boolean;
}

/** The fact is one of the values. */
export interface Equality {
  readonly kind: 'equals';
  readonly field: OrderedField;
  readonly values: readonly OrderedValue[];
  readonly isNegated: boolean;
}

export interface Order {
  readonly kind: 'order';
  readonly field: OrderedField;
  readonly operator: '<' | '<=' | '>' | '>=';
  readonly value: OrderedValue;
}

/** Literal parts with anything in between; a single part is the whole text. */
export type Pattern = readonly string[];

/** Whole numbers as they are, instants in milliseconds since 1970, versions as their versionKey. */
export type OrderedValue = number | string;

/** Every field with its declared type; what vehicles report of themselves is text, under `reported.<name>`. */
export const FILTER_FIELDS = {
  model: 'text',
  modelYear: 'whole number',
  market: 'text',
  hardwareId: 'text',
  softwareVersion: 'version',
  equipment: 'set of words',
  controllerId: 'text',
  timeZone: 'text',
  registeredAt: 'instant',
} as const;

export type OrderedField = 'modelYear' | 'softwareVersion' | 'registeredAt';
export type ReportedField = `reported.${string}`;
export type TextField = Exclude<keyof typeof FILTER_FIELDS, OrderedField> | ReportedField;
export type FilterField = TextField | OrderedField;

export const isReported = (field: string): field is ReportedField => /^reported\../.test(field);

/** 'softwareCampaign' of 'reported.softwareCampaign'. */
export const reportedName = (field: ReportedField): string => field.slice('reported.'.length);

/** Every field a filter looks at, once each, in the order of the text. */
export function fieldsOf(filter: Filter): readonly FilterField[] {
  return 'parts' in filter ? [...new Set(filter.parts.flatMap(fieldsOf))] : [filter.field];
}
