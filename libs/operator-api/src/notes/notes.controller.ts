import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { ApproveNote, SubmitNote } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, parseId, type RevisionId, ROLES } from '@tidings/vocabulary';
import { mapPage, noteRevisions, oneNoteRevision } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { NoteAnswer, noteAnswer, NotePage } from './note-answer.js';
import { NotePageRequest } from './note-page-request.js';
import { SubmitNoteRequest } from './submit-note-request.js';

/** What owners read, revision by revision. */
@ApiTags('notes')
@Controller('api/notes')
export class NotesController {
  constructor(
    private readonly submitNote: SubmitNote,
    private readonly approveNote: ApproveNote,
    private readonly pool: ReadPool,
  ) {}

  @Post()
  @Allow('author', 'release-manager')
  @Describe({
    id: 'submitNote',
    summary: 'Submits a text of a release note for review',
    description:
      'A text that does not parse or is not complete is refused, with the line and what to write. The same text again gives the same revision.',
    answers: NoteAnswer,
    status: 201,
    problems: [404, 422],
  })
  async submit(@CurrentActor() actor: Actor, @Body() { releaseId, source }: SubmitNoteRequest): Promise<NoteAnswer> {
    return await this.one(await this.submitNote.run(actor, parseId('rel', releaseId), source));
  }

  @Get()
  @Allow(...ROLES)
  @Describe({ id: 'listNotes', summary: 'Lists revisions of release notes, newest first', answers: NotePage })
  async list(@Query() { releaseId, ...page }: NotePageRequest): Promise<NotePage> {
    const ofRelease = releaseId === undefined ? undefined : parseId('rel', releaseId);
    return mapPage(await noteRevisions(this.pool, ofRelease, page), noteAnswer);
  }

  @Get(':id')
  @Allow(...ROLES)
  @ApiParam({ name: 'id', type: 'string', example: 'rev_0JB5R3XK' })
  @Describe({ id: 'getNote', summary: 'Reads one revision', answers: NoteAnswer, problems: [404] })
  async one(@Param('id', new IdOf('rev')) id: RevisionId): Promise<NoteAnswer> {
    return noteAnswer(found(await oneNoteRevision(this.pool, id), 'note revision', id));
  }

  @Post(':id/approve')
  @Allow('approver', 'safety-approver')
  @ApiParam({ name: 'id', type: 'string', example: 'rev_0JB5R3XK' })
  @Describe({
    id: 'approveNote',
    summary: 'Approves a revision, as another person than its authors',
    description:
      'The last approval that was missing publishes it and opens the gate for the markets it covers. A safety or recall text needs an approver and a safety approver: three persons in all.',
    answers: NoteAnswer,
    problems: [404, 409],
  })
  async approve(@CurrentActor() actor: Actor, @Param('id', new IdOf('rev')) id: RevisionId): Promise<NoteAnswer> {
    await this.approveNote.run(actor, id);
    return await this.one(id);
  }
}
