import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { HoldVehicle, UnholdVehicle } from '@tidings/operations';
import { type Actor, isoOf } from '@tidings/vocabulary';
import { Describe } from '../openapi/describe.js';
import { HoldAnswer } from './hold-answer.js';
import { HoldRequest } from './hold-request.js';

/** A person's hold on one vehicle. */
@ApiTags('vehicles')
@Controller('api/vehicles')
export class VehicleHoldsController {
  constructor(
    private readonly holdVehicle: HoldVehicle,
    private readonly unholdVehicle: UnholdVehicle,
  ) {}

  @Post('hold')
  @Allow('release-manager', 'support', 'administrator')
  @Describe({
    id: 'holdVehicle',
    summary: 'Holds one vehicle: nothing begins or goes on there',
    description: 'What the vehicle has completely received it may finish. Holding again gives the new reason.',
    answers: HoldAnswer,
    problems: [404],
  })
  async hold(@CurrentActor() actor: Actor, @Body() { vehicle, why }: HoldRequest): Promise<HoldAnswer> {
    const hold = await this.holdVehicle.run(actor, vehicle, why);
    return { vehicle, isHeld: true, ...hold, at: isoOf(hold.at) };
  }

  @Post('unhold')
  @Allow('release-manager', 'support', 'administrator')
  @Describe({
    id: 'unholdVehicle',
    summary: 'Lifts the hold on a vehicle',
    description: 'Lifting what is not held is harmless.',
    answers: HoldAnswer,
    problems: [404],
  })
  async unhold(@CurrentActor() actor: Actor, @Body() { vehicle, why }: HoldRequest): Promise<HoldAnswer> {
    await this.unholdVehicle.run(actor, vehicle, why);
    return { vehicle, isHeld: false };
  }
}
