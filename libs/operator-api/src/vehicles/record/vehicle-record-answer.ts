import { ApiProperty } from '@nestjs/swagger';
import { ATTRIBUTE_TYPES, type AttributeType } from '@tidings/rollout-engine';
import { type Instant, isoOf } from '@tidings/vocabulary';
import type { AttributeOnRecord, EcuOnRecord, Told, VehicleRecord } from '@tidings/views';

const TOLD_BY = ['vehicle', 'maker', 'verdict'] as const;
type ToldBy = (typeof TOLD_BY)[number];
const INSTANT = { type: 'string', format: 'date-time' } as const;

export class EcuAnswer {
  @ApiProperty({ type: 'string', description: '"main" takes the update.' })
  readonly name!: string;

  @ApiProperty({ type: 'string' })
  readonly hardwareId!: string;

  @ApiProperty({ type: 'string', required: false })
  readonly part?: string;

  @ApiProperty({ type: 'string', required: false })
  readonly serial?: string;

  @ApiProperty({ type: 'string', required: false, description: 'Absent while it is not known.' })
  readonly version?: string;

  @ApiProperty(INSTANT)
  readonly since!: string;

  @ApiProperty({ enum: TOLD_BY, enumName: 'ToldBy', required: false, description: 'Absent: nobody has.' })
  readonly toldBy?: ToldBy;
}

export class PastVersionAnswer extends EcuAnswer {
  @ApiProperty(INSTANT)
  readonly until!: string;
}

export class ToldAnswer {
  @ApiProperty({ type: 'string' })
  readonly text!: string;

  @ApiProperty({ ...INSTANT, required: false })
  readonly at?: string;
}

export class AttributeAnswer {
  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({
    enum: ATTRIBUTE_TYPES,
    enumName: 'AttributeType',
    required: false,
    description: 'Absent: not declared.',
  })
  readonly type?: AttributeType;

  @ApiProperty({ type: () => ToldAnswer, required: false, description: 'What the vehicle says.' })
  readonly reported?: ToldAnswer;

  @ApiProperty({ type: () => ToldAnswer, required: false, description: 'What the maker owns.' })
  readonly owned?: ToldAnswer;

  @ApiProperty({
    enum: ['vehicle', 'maker'],
    enumName: 'AttributeSource',
    required: false,
    description: 'Whose value filters compare. Absent: none that parses.',
  })
  readonly counts?: 'vehicle' | 'maker';
}

export class DisagreementAnswer {
  @ApiProperty({ type: 'string', description: 'As filters name it.' })
  readonly fact!: string;

  @ApiProperty({ type: 'string' })
  readonly vehicleSays!: string;

  @ApiProperty({ type: 'string' })
  readonly makerSays!: string;
}

/** Everything on file of one vehicle. */
export class VehicleRecordAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly controllerId!: string;

  @ApiProperty({ enum: ['active', 'retired', 'blocked'], enumName: 'VehicleStanding' })
  readonly standing!: VehicleRecord['standing'];

  @ApiProperty({ ...INSTANT, required: false })
  readonly retiredAt?: string;

  @ApiProperty({ type: 'string' })
  readonly model!: string;

  @ApiProperty({ type: 'integer' })
  readonly modelYear!: number;

  @ApiProperty({ type: 'string' })
  readonly market!: string;

  @ApiProperty({ type: 'string' })
  readonly timeZone!: string;

  @ApiProperty({ type: 'string', isArray: true })
  readonly equipment!: readonly string[];

  @ApiProperty({ type: 'string', isArray: true })
  readonly tags!: readonly string[];

  @ApiProperty(INSTANT)
  readonly registeredAt!: string;

  @ApiProperty({ ...INSTANT, required: false })
  readonly lastSeenAt?: string;

  @ApiProperty({ ...INSTANT, required: false, description: 'When it last told its attributes.' })
  readonly reportedAt?: string;

  @ApiProperty({ type: () => EcuAnswer, isArray: true })
  readonly ecus!: readonly EcuAnswer[];

  @ApiProperty({ type: () => AttributeAnswer, isArray: true })
  readonly attributes!: readonly AttributeAnswer[];

  @ApiProperty({ type: () => DisagreementAnswer, isArray: true })
  readonly disagreements!: readonly DisagreementAnswer[];

  @ApiProperty({ type: () => PastVersionAnswer, isArray: true, description: 'Latest first, at most 200.' })
  readonly history!: readonly PastVersionAnswer[];
}

export function vehicleRecordAnswer(record: VehicleRecord): VehicleRecordAnswer {
  const { retiredAt, lastSeenAt, reportedAt, registeredAt, ecus, attributes, history, ...rest } = record;
  return {
    ...rest,
    ...at('retiredAt', retiredAt),
    registeredAt: isoOf(registeredAt),
    ...at('lastSeenAt', lastSeenAt),
    ...at('reportedAt', reportedAt),
    ecus: ecus.map(ecuAnswer),
    attributes: attributes.map(attributeAnswer),
    history: history.map(({ ecu: name, until, ...past }) =>
      pastAnswer({ name, part: null, serial: null, ...past }, until),
    ),
  };
}

const at = <Name extends string>(name: Name, moment: Instant | undefined): Partial<Record<Name, string>> =>
  moment === undefined ? {} : ({ [name]: isoOf(moment) } as Partial<Record<Name, string>>);

const ecuAnswer = ({ name, hardwareId, part, serial, version, since, toldBy }: EcuOnRecord): EcuAnswer => ({
  name,
  hardwareId,
  ...(part !== null && { part }),
  ...(serial !== null && { serial }),
  ...(version !== null && { version }),
  since: isoOf(since),
  ...(toldBy !== null && { toldBy }),
});

const pastAnswer = (ecu: EcuOnRecord, until: Instant): PastVersionAnswer =>
  Object.assign(ecuAnswer(ecu), { until: isoOf(until) });

const attributeAnswer = ({ name, type, reported, owned, counts }: AttributeOnRecord): AttributeAnswer => ({
  name,
  ...(type !== undefined && { type }),
  ...(reported !== undefined && { reported: toldAnswer(reported) }),
  ...(owned !== undefined && { owned: toldAnswer(owned) }),
  ...(counts !== undefined && { counts }),
});

const toldAnswer = ({ text, at: moment }: Told): ToldAnswer => ({
  text,
  ...(moment !== undefined && { at: isoOf(moment) }),
});
