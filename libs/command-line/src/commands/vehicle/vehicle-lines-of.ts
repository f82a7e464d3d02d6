import { instantText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import { table } from '../../printing/table.js';
import type { components } from '../../release-desk/openapi.js';

type Record = components['schemas']['VehicleRecordAnswer'];
type Ecu = components['schemas']['EcuAnswer'];
type Past = components['schemas']['PastVersionAnswer'];
type Attribute = components['schemas']['AttributeAnswer'];

/** A vehicle's record for people: facts, ECUs, attributes with both sources, and what ran before. */
export const vehicleLinesOf = (vehicle: Record): readonly string[] => [
  ...facts([
    ['Vehicle', `${vehicle.controllerId} (${vehicle.id})`],
    ['Model', `${vehicle.model} ${vehicle.modelYear}, ${vehicle.market}, ${vehicle.timeZone}`],
    [
      'Standing',
      vehicle.standing + (vehicle.retiredAt === undefined ? '' : ` since ${instantText(vehicle.retiredAt)}`),
    ],
    ['Equipment', vehicle.equipment.join(', ') || 'none'],
    ['Tags', vehicle.tags.join(', ') || 'none'],
    ['Registered', instantText(vehicle.registeredAt)],
    ['Last seen', vehicle.lastSeenAt === undefined ? 'never' : instantText(vehicle.lastSeenAt)],
    ['Reported', vehicle.reportedAt === undefined ? 'never' : instantText(vehicle.reportedAt)],
  ]),
  '',
  ...table<Ecu>(ECU_COLUMNS, vehicle.ecus),
  ...section(vehicle.attributes.length, () => table<Attribute>(ATTRIBUTE_COLUMNS, vehicle.attributes)),
  ...section(vehicle.disagreements.length, () =>
    vehicle.disagreements.map(
      ({ fact, vehicleSays, makerSays }) =>
        `They differ: ${fact}; the vehicle says ${vehicleSays}, the maker ${makerSays}.`,
    ),
  ),
  ...section(vehicle.history.length, () => table<Past>(PAST_COLUMNS, vehicle.history)),
];

const section = (count: number, lines: () => readonly string[]): readonly string[] =>
  count === 0 ? [] : ['', ...lines()];

const toldText = ({ toldBy }: Ecu): string => toldBy ?? 'nobody';

const ECU_COLUMNS = [
  { head: 'ECU', cell: ({ name }: Ecu) => name },
  { head: 'HARDWARE', cell: ({ hardwareId }: Ecu) => hardwareId },
  { head: 'PART', cell: ({ part }: Ecu) => part ?? '' },
  { head: 'SERIAL', cell: ({ serial }: Ecu) => serial ?? '' },
  { head: 'RUNS', cell: ({ version }: Ecu) => version ?? 'not known' },
  { head: 'SINCE', cell: ({ since }: Ecu) => instantText(since) },
  { head: 'TOLD BY', cell: toldText },
];

const told = (one: Attribute['owned']): string =>
  one === undefined ? '' : one.text + (one.at === undefined ? '' : ` (${instantText(one.at)})`);

const ATTRIBUTE_COLUMNS = [
  { head: 'ATTRIBUTE', cell: ({ name }: Attribute) => name },
  { head: 'TYPE', cell: ({ type }: Attribute) => type ?? 'not declared' },
  { head: 'VEHICLE SAYS', cell: ({ reported }: Attribute) => told(reported) },
  { head: 'MAKER OWNS', cell: ({ owned }: Attribute) => told(owned) },
  { head: 'COUNTS', cell: ({ type, counts }: Attribute) => counts ?? (type === undefined ? '' : 'missing') },
];

const PAST_COLUMNS = [
  { head: 'BEFORE', cell: ({ name }: Past) => name },
  { head: 'HARDWARE', cell: ({ hardwareId }: Past) => hardwareId },
  { head: 'RAN', cell: ({ version }: Past) => version ?? 'not known' },
  { head: 'FROM', cell: ({ since }: Past) => instantText(since) },
  { head: 'UNTIL', cell: ({ until }: Past) => instantText(until) },
  { head: 'TOLD BY', cell: toldText },
];
