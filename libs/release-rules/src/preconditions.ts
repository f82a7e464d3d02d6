/** What must hold in a vehicle before it may begin to install (UN R156, 7.1.2.5 g). With `unit`, it takes a whole number. */
const PRECONDITIONS = {
  parked: { says: 'parked' },
  'parking-brake': { says: 'the parking brake is on' },
  'ignition-off': { says: 'the ignition is off' },
  'doors-locked': { says: 'the doors are locked' },
  'not-charging': { says: 'not charging' },
  'state-of-charge': { says: 'state of charge at least', unit: '%', least: 1, most: 100 },
  'low-voltage-battery': { says: 'low-voltage battery at least', unit: 'mV', least: 9000, most: 60_000 },
  'free-storage': { says: 'free storage at least', unit: 'MiB', least: 1, most: 1_000_000 },
  'stationary-for': { says: 'can stay where it is for', unit: 'min', least: 1, most: 1440 },
  'not-colder-than': { says: 'not colder than', unit: '°C', least: -60, most: 60 },
  'not-warmer-than': { says: 'not warmer than', unit: '°C', least: -60, most: 90 },
} as const satisfies Readonly<
  Record<string, { readonly says: string; readonly unit?: string; readonly least?: number; readonly most?: number }>
>;

export type PreconditionKind = keyof typeof PRECONDITIONS;
export const PRECONDITION_KINDS = Object.keys(PRECONDITIONS) as readonly PreconditionKind[];

export interface Precondition {
  readonly kind: PreconditionKind;
  /** In the unit of its kind; absent where that has none. */
  readonly value?: number;
}

/** 'state of charge at least 40 %'. */
export function preconditionText({ kind, value }: Precondition): string {
  const rule = PRECONDITIONS[kind];
  return 'unit' in rule ? `${rule.says} ${value ?? '?'} ${rule.unit}` : rule.says;
}

/** What is wrong with them, as sentences that complete "must". */
export function preconditionFaults(wanted: readonly Precondition[]): readonly string[] {
  const twice = wanted.filter(({ kind }, n) => wanted.findIndex((one) => one.kind === kind) !== n);
  return [...twice.map(({ kind }) => `name ${kind} once`), ...wanted.flatMap(valueFault)];
}

function valueFault({ kind, value }: Precondition): readonly string[] {
  const rule = PRECONDITIONS[kind];
  if (!('unit' in rule)) return value === undefined ? [] : [`give ${kind} no value`];
  const fits = value !== undefined && Number.isInteger(value) && value >= rule.least && value <= rule.most;
  return fits ? [] : [`give ${kind} a whole number from ${rule.least} to ${rule.most} (${rule.unit})`];
}
