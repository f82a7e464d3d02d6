import { TextField } from '../fields/text-field.js';

export class WhyRequest {
  @TextField({ description: 'Controller id of the vehicle.', longest: 128, example: 'ast-000017' })
  readonly vehicle!: string;
}
