import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDocument } from './problem-document.js';

export interface Description {
  /** Unique in the document: the generated client's name for it. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly answers: Type;
  /** Default 200; 201 when something comes to be. */
  readonly status?: 200 | 201;
  /** Also answers 200 when nothing had to come to be. */
  readonly orElse200?: string;
  /** Besides 400, 401, 403 and 503, which any request may get. */
  readonly problems?: readonly (404 | 409 | 413 | 415 | 422 | 507)[];
}

/** A handler's place in the OpenAPI document, with its success status and every problem it may answer. */
export const Describe = (told: Description): MethodDecorator =>
  applyDecorators(
    HttpCode(told.status ?? 200),
    ApiOperation({
      operationId: told.id,
      summary: told.summary,
      ...(told.description !== undefined && { description: told.description }),
    }),
    ApiResponse({ status: told.status ?? 200, type: told.answers, description: told.summary }),
    ...(told.orElse200 === undefined
      ? []
      : [ApiResponse({ status: 200, type: told.answers, description: told.orElse200 })]),
    ApiExtraModels(ProblemDocument),
    ...[400, 401, 403, 503, ...(told.problems ?? [])].map(problemResponse),
  );

const problemResponse = (status: number): MethodDecorator =>
  ApiResponse({
    status,
    description: MEANING[status]!,
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDocument) } } },
  });

const MEANING: Readonly<Record<number, string>> = {
  400: 'The request cannot be understood; the fields at fault are named.',
  401: 'Nobody is signed in, or the token is not accepted.',
  403: 'The roles do not allow it, or another person is needed.',
  404: 'There is no such thing, or not for you.',
  409: 'Its present state does not allow it.',
  413: 'The body is too large.',
  415: 'The content type is not understood here.',
  422: 'It is understood and not accepted; nothing was kept.',
  503: 'Something Tidings needs does not answer; nothing was changed.',
  507: 'The artifact store is full; nothing was kept.',
};
