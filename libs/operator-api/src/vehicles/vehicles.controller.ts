import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { RegisterVehicles } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, Clock } from '@tidings/vocabulary';
import { whyVehicle } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { RegisteredAnswer } from './registered-answer.js';
import { RegisterVehiclesRequest, vehicleLine } from './register-vehicles-request.js';
import { WhyAnswer, whyAnswer } from './why-answer.js';
import { WhyRequest } from './why-request.js';

/** What the maker knows of vehicles. No vehicle's name is ever part of an address. */
@ApiTags('vehicles')
@Controller('api/vehicles')
export class VehiclesController {
  constructor(
    private readonly registerVehicles: RegisterVehicles,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Allow('release-manager', 'administrator')
  @Describe({
    id: 'registerVehicles',
    summary: 'Registers vehicles, or changes what is on file of them',
    description: 'A line that cannot be used is refused with its reason; the others go in. Doing it again is harmless.',
    answers: RegisteredAnswer,
    problems: [413],
  })
  async register(
    @CurrentActor() actor: Actor,
    @Body() { vehicles }: RegisterVehiclesRequest,
  ): Promise<RegisteredAnswer> {
    const lines = vehicles.map(vehicleLine);
    const { registered, changed, unchanged, refused } = await this.registerVehicles.run(actor, lines);
    return { registered, changed, unchanged, refused };
  }

  @Post('why')
  @Allow('release-manager', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @Describe({
    id: 'whyVehicle',
    summary: 'Tells why a vehicle gets, or does not get, which update',
    description:
      'Every gate of every rollout, with the facts compared. A POST because the name of a vehicle belongs in no address and no log.',
    answers: WhyAnswer,
    problems: [404],
  })
  async why(@Body() { vehicle, language = 'en-GB' }: WhyRequest): Promise<WhyAnswer> {
    return whyAnswer(found(await whyVehicle(this.pool, vehicle, this.clock.now()), 'vehicle', vehicle), language);
  }
}
