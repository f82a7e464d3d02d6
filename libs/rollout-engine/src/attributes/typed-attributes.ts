import type { Instant } from '@tidings/vocabulary';
import type { AttributeFact, AttributeType, AttributeTypes } from './attribute-fact.js';
import { readAttribute } from './read-attribute.js';

/** Texts by name, and when each was told. */
export interface ToldAttributes {
  readonly texts: Readonly<Record<string, string>>;
  readonly times: Readonly<Record<string, Instant>>;
}

/**
 * What is known by the declared types. The two sources stay apart: what the vehicle reports counts first, and where the maker
 * says something else, that is kept beside it. A value that does not parse is missing, so the other source's stands.
 */
export function typedAttributes(
  declared: AttributeTypes,
  reported: ToldAttributes,
  owned: ToldAttributes,
): Readonly<Record<string, AttributeFact>> {
  const facts: [string, AttributeFact][] = [];
  for (const [name, type] of declared) {
    const said = factIn(reported, name, type, 'vehicle');
    const filed = factIn(owned, name, type, 'maker');
    const fact = said ?? filed;
    if (!fact) continue;
    const differs = said !== undefined && filed !== undefined && said.value !== filed.value;
    facts.push([name, differs ? { ...fact, makerSays: filed.text } : fact]);
  }
  return Object.fromEntries(facts);
}

function factIn(
  { texts, times }: ToldAttributes,
  name: string,
  type: AttributeType,
  from: AttributeFact['from'],
): AttributeFact | undefined {
  const [text, at] = [own(texts, name), own(times, name)];
  const value = text === undefined ? undefined : readAttribute(type, text);
  return text === undefined || value === undefined || at === undefined ? undefined : { type, value, text, from, at };
}

// Own ones only: every object has a "constructor".
const own = <T>(map: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined;
