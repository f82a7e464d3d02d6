import type { Instant } from '@tidings/vocabulary';

export const ATTRIBUTE_TYPES = ['text', 'integer', 'decimal', 'boolean', 'version', 'instant'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** Declared attributes with their types. What nobody declared is no fact. */
export type AttributeTypes = ReadonlyMap<string, AttributeType>;

/** As it is compared: texts as they are, versions as their versionKey, numbers, instants in milliseconds since 1970. */
export type AttributeValue = string | number | boolean;

/** A declared attribute of a vehicle that parses. */
export interface AttributeFact {
  readonly type: AttributeType;
  readonly value: AttributeValue;
  /** As it was told. */
  readonly text: string;
  /** Who told it: what the vehicle says counts before what the maker owns. */
  readonly from: 'vehicle' | 'maker';
  readonly at: Instant;
  /** Only where the maker says something else. */
  readonly makerSays?: string;
}
