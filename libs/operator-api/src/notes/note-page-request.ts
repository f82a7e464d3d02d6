import { PageRequest } from '@tidings/http-edge';
import type { ReleaseId } from '@tidings/vocabulary';
import { TextField } from '../fields/text-field.js';

export class NotePageRequest extends PageRequest {
  @TextField({
    description: 'Only revisions of this release.',
    longest: 44,
    example: 'rel_0JB5R3XK',
    isOptional: true,
  })
  readonly releaseId?: ReleaseId;
}
