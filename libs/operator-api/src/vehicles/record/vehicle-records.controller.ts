import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { RegisterVehicles, TagVehicles } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, DomainError } from '@tidings/vocabulary';
import { foundVehicles, vehicleRecord } from '@tidings/views';
import { Describe } from '../../openapi/describe.js';
import { found } from '../../openapi/found.js';
import { vehicleInObject } from '../import/vehicle-in-object.js';
import { RegisteredAnswer } from '../registered-answer.js';
import { WhyRequest } from '../why-request.js';
import { FoundVehiclePage, foundVehiclePage } from './found-vehicle-page.js';
import {
  EditVehicleRequest,
  RetireVehiclesRequest,
  SearchVehiclesRequest,
  TagVehiclesRequest,
} from './record-requests.js';
import { TaggedAnswer } from './tagged-answer.js';
import { VehicleRecordAnswer, vehicleRecordAnswer } from './vehicle-record-answer.js';

/** One vehicle, or a few, on file. POSTs throughout: the name of a vehicle belongs in no address and no log. */
@ApiTags('vehicles')
@Controller('api/vehicles')
export class VehicleRecordsController {
  constructor(
    private readonly registerVehicles: RegisterVehicles,
    private readonly tagVehicles: TagVehicles,
    private readonly pool: ReadPool,
  ) {}

  @Post('search')
  @Allow('release-manager', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @Describe({
    id: 'searchVehicles',
    summary: 'Finds vehicles by a filter, the beginning of their name, or their standing',
    answers: FoundVehiclePage,
    problems: [422],
  })
  async search(@Body() { limit, after, ...search }: SearchVehiclesRequest): Promise<FoundVehiclePage> {
    return foundVehiclePage(await foundVehicles(this.pool, search, { limit, after }));
  }

  @Post('show')
  @Allow('release-manager', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @Describe({
    id: 'showVehicle',
    summary: 'Shows what is on file of a vehicle, who told it and when, and what each ECU ran before',
    answers: VehicleRecordAnswer,
    problems: [404],
  })
  async show(@Body() { vehicle }: WhyRequest): Promise<VehicleRecordAnswer> {
    return vehicleRecordAnswer(found(await vehicleRecord(this.pool, vehicle), 'vehicle', vehicle));
  }

  @Post('edit')
  @Allow('release-manager', 'administrator')
  @Describe({
    id: 'editVehicle',
    summary: 'Changes what the maker filed of a vehicle; what is not said stays',
    answers: VehicleRecordAnswer,
    problems: [404, 409],
  })
  async edit(@CurrentActor() actor: Actor, @Body() { vehicle, set }: EditVehicleRequest): Promise<VehicleRecordAnswer> {
    const line = vehicleInObject({ ...set, controllerId: vehicle });
    if ('why' in line) throw notUsable(line);
    const manner = { onFileOnly: true, act: 'vehicles-edited' } as const;
    const { refused } = await this.registerVehicles.run(actor, [line], manner);
    const record = await vehicleRecord(this.pool, vehicle);
    if (refused[0] && record) throw notUsable(refused[0]);
    return vehicleRecordAnswer(found(record, 'vehicle', vehicle));
  }

  @Post('tag')
  @Allow('release-manager', 'administrator')
  @Describe({
    id: 'tagVehicles',
    summary: 'Puts words on vehicles and takes words off; all of them or none',
    answers: TaggedAnswer,
    problems: [422],
  })
  async tag(
    @CurrentActor() actor: Actor,
    @Body() { vehicles, add = [], remove = [] }: TagVehiclesRequest,
  ): Promise<TaggedAnswer> {
    return { changed: await this.tagVehicles.run(actor, { vehicles, add, remove }) };
  }

  @Post('retire')
  @Allow('release-manager', 'administrator')
  @Describe({
    id: 'retireVehicles',
    summary: 'Takes vehicles out of service: they are offered nothing any more and count in no cohort',
    description: 'Taken back by editing: standing active. Names that are not on file are refused, the others go.',
    answers: RegisteredAnswer,
    problems: [409],
  })
  async retire(
    @CurrentActor() actor: Actor,
    @Body() { vehicles, why }: RetireVehiclesRequest,
  ): Promise<RegisteredAnswer> {
    const lines = vehicles.map((controllerId) => ({ controllerId, standing: 'retired' }) as const);
    const manner = { onFileOnly: true, act: 'vehicles-retired', why } as const;
    const { registered, changed, unchanged, refused } = await this.registerVehicles.run(actor, lines, manner);
    return { registered, changed, unchanged, refused };
  }
}

const notUsable = ({ field, why }: { readonly field: string; readonly why: string }): DomainError =>
  new DomainError('bad-request', { fields: [{ field, must: [why] }] });
