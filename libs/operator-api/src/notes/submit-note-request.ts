import type { ReleaseId } from '@tidings/vocabulary';
import { TextField } from '../fields/text-field.js';

export class SubmitNoteRequest {
  @TextField({ description: 'Id of the release the note tells of.', longest: 44, example: 'rel_0JB5R3XK' })
  readonly releaseId!: ReleaseId;

  @TextField({
    description: 'The note’s file: Markdown with YAML front matter, which names its language.',
    longest: 200_000,
    hasLines: true,
  })
  readonly source!: string;
}
