import { createReadStream } from 'node:fs';
import { type DetailedError, type HttpResponse, Upload } from 'tus-js-client';
import { Refusal, refuse } from '../refusal.js';
import { isProblem, problemSentences } from './problem-sentences.js';
import { noAnswer } from './release-desk.js';

export interface FileToSend {
  /** The upload's own address. */
  readonly to: URL;
  readonly token: string;
  readonly path: string;
  /** Bytes that are there: those of earlier connections too. */
  readonly onSent: (bytes: number) => void;
  /** Where it begins, or goes on after a cut; and how many bytes the server reads again first. */
  readonly onGoingOn: (offset: number, readsAgain: number) => void;
  /** The connection broke; the next try comes in so many seconds. */
  readonly onCut: (seconds: number) => void;
}

/** Two minutes and a half: as long as a server takes to start again. Counted anew whenever bytes got through. */
const TRY_AGAIN_AFTER_SECONDS = [0, 1, 2, 4, 8, 15, 30, 30, 30, 30];

/**
 * Sends a file by tus 1.0.0 from where the server has it, over as many connections as it takes, one chunk of it in memory at a time.
 * Errors: Refusal with the problem's sentences, or when nobody answers any more.
 */
export function sendFile({ to, token, path, onSent, onGoingOn, onCut }: FileToSend): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(path), {
      uploadUrl: to.href,
      headers: { authorization: `Bearer ${token}` },
      retryDelays: TRY_AGAIN_AFTER_SECONDS.map((seconds) => seconds * 1000),
      // The server finds it by its declaration; nothing is noted here.
      storeFingerprintForResuming: false,
      onProgress: onSent,
      onAfterResponse: (request, response) => {
        if (request.getMethod() !== 'HEAD' || response.getStatus() !== 200) return;
        onGoingOn(Number(response.getHeader('upload-offset')), Number(response.getHeader('tidings-reads-again') ?? 0));
      },
      onShouldRetry: ({ originalResponse }, attempt) => {
        if (!isWorthAnotherTry(originalResponse)) return false;
        onCut(TRY_AGAIN_AFTER_SECONDS[attempt] ?? 0);
        return true;
      },
      onSuccess: () => resolve(),
      onError: (error) => reject(refusalOf(to, error)),
    });
    upload.start();
  });
}

/** No answer, not now, another connection was faster, or the database of the other side is away. A full store waits for a person. */
const isWorthAnotherTry = (response: HttpResponse | null): boolean =>
  response === null ||
  (response.getStatus() >= 500 && response.getStatus() !== STORE_FULL) ||
  ([400, 409, 423].includes(response.getStatus()) && isOfTheMoment(response));

const STORE_FULL = 507;

/** 'upload-cut' comes as 400: the server heard the cut before we did. */
const isOfTheMoment = (response: HttpResponse): boolean =>
  ['upload-cut', 'upload-busy', 'offset-differs'].includes(problemIn(response)?.code ?? '');

function refusalOf(to: URL, error: Error | DetailedError): Error {
  if (!('originalResponse' in error)) return error;
  if (error.originalResponse === null) return noAnswer(to, error.causingError ?? error);
  const problem = problemIn(error.originalResponse);
  if (problem !== undefined) return new Refusal(problemSentences(problem));
  return refuse(
    `The bytes were not taken: the server answers ${error.originalResponse.getStatus()}, and not in the words of Tidings.`,
    'If there is a proxy in between, check how large a body it lets through.',
  );
}

function problemIn(response: HttpResponse) {
  try {
    const problem: unknown = JSON.parse(response.getBody());
    if (isProblem(problem)) return problem;
  } catch {
    // Not ours: told by its status.
  }
  return undefined;
}
