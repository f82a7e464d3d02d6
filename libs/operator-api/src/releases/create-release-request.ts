import type { PackageId } from '@tidings/vocabulary';
import { TextField } from '../fields/text-field.js';
import { TextsField } from '../fields/texts-field.js';

export class CreateReleaseRequest {
  @TextField({ description: 'What people call the release, without its version.', longest: 100, example: 'Asterion' })
  readonly name!: string;

  @TextField({
    description: 'What a vehicle runs, and reports, once it is installed.',
    longest: 64,
    example: '4.2',
  })
  readonly version!: string;

  @TextsField({ description: 'Ids of its packages.', longest: 44, atLeast: 1, atMost: 100 })
  readonly packageIds!: readonly PackageId[];

  @TextField({
    description: 'The oldest version an update may start from; absent: any older one.',
    longest: 64,
    example: '4.0',
    isOptional: true,
  })
  readonly minimumVersion?: string;
}
