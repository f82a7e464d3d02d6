import type { VehicleKind } from './vehicle-kinds.js';

export interface CountOf<Value> {
  readonly value: Value;
  readonly vehicles: number;
}

const MOST_VALUES = 20;

/** How many vehicles have which value, the largest first, at most 20. */
export function countsBy<Value>(
  kinds: readonly VehicleKind[],
  valueOf: (kind: VehicleKind) => Value,
): readonly CountOf<Value>[] {
  const counts = new Map<Value, number>();
  for (const kind of kinds) counts.set(valueOf(kind), (counts.get(valueOf(kind)) ?? 0) + kind.vehicles);
  return [...counts]
    .map(([value, vehicles]) => ({ value, vehicles }))
    .sort((a, b) => b.vehicles - a.vehicles || (String(a.value) < String(b.value) ? -1 : 1))
    .slice(0, MOST_VALUES);
}
