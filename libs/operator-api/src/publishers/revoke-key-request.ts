import { TextField } from '../fields/text-field.js';

export class RevokeKeyRequest {
  @TextField({ description: 'The RFC 7638 thumbprint of the key.', longest: 100 })
  readonly kid!: string;

  @TextField({ description: 'Why, for the journal.', longest: 1000, hasLines: true })
  readonly why!: string;
}
