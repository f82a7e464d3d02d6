import type { EcuLine, VehicleLine } from '@tidings/operations';
import { DomainError } from '@tidings/vocabulary';
import type { ReadVehicle } from './read-lines.js';

/** What a cell adds to the vehicle of its line. */
type Cell = (line: Draft, text: string) => void;

type Draft = { -readonly [Field in Exclude<keyof VehicleLine, 'attributes' | 'ecus'>]?: VehicleLine[Field] } & {
  attributes?: Record<string, string | null>;
  ecus?: Record<string, { -readonly [Field in keyof EcuLine]: EcuLine[Field] }>;
};

export interface VehicleColumns {
  vehicleIn(cells: readonly string[]): ReadVehicle;
}

/**
 * The columns by their names. An empty cell says nothing, but for equipment and tags, of which it says none, and for an
 * attribute, which it takes back. Errors: 'bad-request' { fields: columns }.
 */
export function columnsIn(names: readonly string[]): VehicleColumns {
  const cells = names.map((name) => cellOf(name.trim()));
  const unknown = cells.indexOf(undefined);
  if (unknown >= 0) throw wrongColumns(`must not name "${names[unknown]!.slice(0, 64)}": columns are ${COLUMNS}`);
  const at = names.findIndex((name) => name.trim() === 'controllerId');
  if (at < 0) throw wrongColumns('must be named in the first line, controllerId among them');
  if (new Set(names.map((name) => name.trim())).size < names.length) throw wrongColumns('must each be named once');
  return {
    vehicleIn(texts) {
      const controllerId = texts[at]?.trim() ?? '';
      if (texts.length !== names.length)
        return {
          controllerId,
          field: 'line',
          why: `must have ${names.length} fields as the first line, and has ${texts.length}`,
        };
      const line: Draft = {};
      for (let index = 0; index < texts.length; index++) cells[index]!(line, texts[index]!.trim());
      if (line.controllerId === undefined) return { controllerId: '', field: 'controllerId', why: 'must not be empty' };
      const { standing } = line;
      if (standing !== undefined && !STANDINGS.has(standing))
        return { controllerId, field: 'standing', why: 'must be active, retired or blocked' };
      return line as VehicleLine;
    },
  };
}

const STANDINGS: ReadonlySet<string> = new Set(['active', 'retired', 'blocked']);

const wrongColumns = (must: string): DomainError =>
  new DomainError('bad-request', { fields: [{ field: 'columns', must: [must] }] });

function cellOf(name: string): Cell | undefined {
  if (Object.hasOwn(PLAIN, name)) return PLAIN[name];
  const attribute = /^attr\.(.{1,64})$/.exec(name)?.[1];
  if (attribute !== undefined)
    return (line, text) => void ((line.attributes ??= {})[attribute] = text === '' ? null : text);
  const [, ecu, what] = /^ecu\.([^.]{1,32})\.(hardware|part|serial|version)$/.exec(name) ?? [];
  if (ecu === undefined) return undefined;
  const field = what === 'hardware' ? 'hardwareId' : (what as 'part' | 'serial' | 'version');
  return (line, text) => {
    if (text !== '') ((line.ecus ??= {})[ecu] ??= {})[field] = text;
  };
}

const text =
  (field: 'controllerId' | 'model' | 'market' | 'timeZone' | 'hardwareId' | 'softwareVersion'): Cell =>
  (line, told) => {
    if (told !== '') line[field] = told;
  };
const digest =
  (field: 'tokenDigest' | 'tokenDigestIfNew'): Cell =>
  (line, told) => {
    if (told !== '') line[field] = told as NonNullable<VehicleLine['tokenDigest']>;
  };
const words =
  (field: 'equipment' | 'tags'): Cell =>
  (line, told) => {
    line[field] =
      told === ''
        ? []
        : told
            .split(';')
            .map((word) => word.trim())
            .filter((word) => word !== '');
  };

const PLAIN: Readonly<Record<string, Cell>> = {
  controllerId: text('controllerId'),
  tokenDigest: digest('tokenDigest'),
  tokenDigestIfNew: digest('tokenDigestIfNew'),
  standing: (line, told) => {
    if (told !== '') line.standing = told as NonNullable<VehicleLine['standing']>;
  },
  model: text('model'),
  // What is no year is refused as one.
  modelYear: (line, told) => {
    if (told !== '') line.modelYear = /^\d{1,4}$/.test(told) ? Number(told) : Number.NaN;
  },
  market: text('market'),
  timeZone: text('timeZone'),
  hardwareId: text('hardwareId'),
  equipment: words('equipment'),
  softwareVersion: text('softwareVersion'),
  tags: words('tags'),
};

const COLUMNS = `${Object.keys(PLAIN).join(', ')}, attr.NAME, ecu.NAME.hardware, ecu.NAME.part, ecu.NAME.serial, ecu.NAME.version`;
