import { TextField } from '../fields/text-field.js';

export class HoldRequest {
  @TextField({ description: 'Controller id of the vehicle.', longest: 128, example: 'ast-000017' })
  readonly vehicle!: string;

  @TextField({ description: 'Why; people at the desk read it.', longest: 1000, example: 'Evidence in a court case' })
  readonly why!: string;
}
