import type { AttributeType, AttributeValue } from '../attributes/attribute-fact.js';

/**
 * A cohort filter, read and checked: every field exists and every value has the type of its field. Both evaluators, memory
 * (filterHolds) and SQL (filterSql in views), read only this.
 */
export type Filter = Junction | TextComparison | Equality | Order | AttributeComparison;

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

/**
 * Compares a declared attribute by the type its fact has. A type that is absent in `as` cannot be compared so: it cannot tell.
 * (Where the types are known, as when a cohort is saved, the parser has refused what its type cannot read.)
 */
export interface AttributeComparison {
  readonly kind: 'attribute';
  readonly field: AttributeField;
  readonly operator: 'is' | Order['operator'];
  readonly isNegated: boolean;
  /** Of texts; only with 'is'. */
  readonly patterns: readonly Pattern[];
  /** Of all other types; one value unless the operator is 'is'. */
  readonly as: Readonly<Partial<Record<Exclude<AttributeType, 'text'>, readonly AttributeValue[]>>>;
}

/** Literal parts with anything in between; a single part is the whole text. */
export type Pattern = readonly string[];

/** Whole numbers as they are, instants in milliseconds since 1970, versions as their versionKey. */
export type OrderedValue = number | string;

/** Every field with its declared type; beside them `reported.<name>`, `attr.<name>` and `ecu.<name>.hardware`, `.part`, `.version`. */
export const FILTER_FIELDS = {
  model: 'text',
  modelYear: 'whole number',
  market: 'text',
  hardwareId: 'text',
  softwareVersion: 'version',
  equipment: 'set of words',
  tag: 'set of words',
  controllerId: 'text',
  timeZone: 'text',
  registeredAt: 'instant',
} as const;

/** What a vehicle reports of itself, as text. */
export type ReportedField = `reported.${string}`;
/** A declared attribute, by its type. */
export type AttributeField = `attr.${string}`;
export type EcuTextField = `ecu.${string}.hardware` | `ecu.${string}.part`;
export type EcuVersionField = `ecu.${string}.version`;
export type OrderedField = 'modelYear' | 'softwareVersion' | 'registeredAt' | EcuVersionField;
export type SetField = 'equipment' | 'tag';
export type TextField = Exclude<keyof typeof FILTER_FIELDS, OrderedField> | ReportedField | EcuTextField;
export type FilterField = TextField | OrderedField | AttributeField;

export const isReported = (field: string): field is ReportedField => /^reported\../.test(field);
export const isAttribute = (field: string): field is AttributeField => /^attr\../.test(field);
export const isSetField = (field: string): field is SetField => field === 'equipment' || field === 'tag';
export const isEcuText = (field: string): field is EcuTextField => /^ecu\.[^.]+\.(hardware|part)$/.test(field);
export const isEcuVersion = (field: string): field is EcuVersionField => /^ecu\.[^.]+\.version$/.test(field);

/** 'softwareCampaign' of 'reported.softwareCampaign'. */
export const reportedName = (field: ReportedField): string => field.slice('reported.'.length);

/** 'region' of 'attr.region'. */
export const attributeName = (field: AttributeField): string => field.slice('attr.'.length);

/** 'brakes' of 'ecu.brakes.version'. */
export const ecuName = (field: EcuTextField | EcuVersionField): string => field.split('.')[1]!;

/** Every field a filter looks at, once each, in the order of the text. */
export function fieldsOf(filter: Filter): readonly FilterField[] {
  return 'parts' in filter ? [...new Set(filter.parts.flatMap(fieldsOf))] : [filter.field];
}
