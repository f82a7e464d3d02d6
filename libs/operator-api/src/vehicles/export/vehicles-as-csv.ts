import type { FiledNames, FiledVehicle } from '@tidings/views';

type Column = readonly [name: string, cell: (vehicle: FiledVehicle) => string | number | null | undefined];

/** RFC 4180, with the columns that an import takes: the names of attributes and ECUs that there are, one column for each. */
export async function* vehiclesAsCsv(
  pages: AsyncIterable<readonly FiledVehicle[]>,
  names: FiledNames,
): AsyncGenerator<string> {
  const columns = [...PLAIN, ...names.attributes.map(attributeColumn), ...names.ecus.flatMap(ecuColumns)];
  yield lineOf(columns.map(([name]) => name));
  for await (const page of pages)
    yield page.map((vehicle) => lineOf(columns.map(([, cell]) => String(cell(vehicle) ?? '')))).join('');
}

const PLAIN: readonly Column[] = [
  ['controllerId', ({ controllerId }) => controllerId],
  ['standing', ({ standing }) => standing],
  ['model', ({ model }) => model],
  ['modelYear', ({ modelYear }) => modelYear],
  ['market', ({ market }) => market],
  ['timeZone', ({ timeZone }) => timeZone],
  ['hardwareId', ({ hardwareId }) => hardwareId],
  ['equipment', ({ equipment }) => equipment.join(';')],
  ['softwareVersion', ({ softwareVersion }) => softwareVersion],
  ['tags', ({ tags }) => tags.join(';')],
];

// Own ones only: every object has a "constructor".
const attributeColumn = (name: string): Column => [
  `attr.${name}`,
  ({ attributes }) => (Object.hasOwn(attributes, name) ? attributes[name] : ''),
];

const ecuColumns = (name: string): readonly Column[] =>
  (['hardware', 'part', 'serial', 'version'] as const).map((what) => [
    `ecu.${name}.${what}`,
    ({ ecus }) => (Object.hasOwn(ecus, name) ? ecus[name]![what === 'hardware' ? 'hardwareId' : what] : ''),
  ]);

const lineOf = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
