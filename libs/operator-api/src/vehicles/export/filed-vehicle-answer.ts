import { ApiProperty } from '@nestjs/swagger';

/** A line of an export by NDJSON, and of an import; by CSV the same as columns: attr.NAME, ecu.NAME.hardware ... */
export class FiledVehicleAnswer {
  @ApiProperty({ type: 'string' })
  readonly controllerId!: string;

  @ApiProperty({ enum: ['active', 'retired', 'blocked'], enumName: 'VehicleStanding' })
  readonly standing!: 'active' | 'retired' | 'blocked';

  @ApiProperty({ type: 'string' })
  readonly model!: string;

  @ApiProperty({ type: 'integer' })
  readonly modelYear!: number;

  @ApiProperty({ type: 'string' })
  readonly market!: string;

  @ApiProperty({ type: 'string' })
  readonly timeZone!: string;

  @ApiProperty({ type: 'string' })
  readonly hardwareId!: string;

  @ApiProperty({ type: 'string', isArray: true })
  readonly equipment!: readonly string[];

  @ApiProperty({ type: 'string', required: false, description: 'Absent while it is not known.' })
  readonly softwareVersion?: string;

  @ApiProperty({ type: 'string', isArray: true })
  readonly tags!: readonly string[];

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'Those the maker owns.' })
  readonly attributes!: Readonly<Record<string, string>>;

  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['hardwareId'],
      properties: Object.fromEntries(
        ['hardwareId', 'part', 'serial', 'version'].map((name) => [name, { type: 'string' }]),
      ),
    },
    description: 'Its other ECUs by name.',
  })
  readonly ecus!: Readonly<Record<string, { readonly hardwareId: string }>>;
}
