/** The refusals of hawkBit that vehicle clients can meet here, by our name: its status, its exception class and its code. */
const REFUSALS = {
  'body-not-readable': [400, 'rest.exception.MessageNotReadableException', 'rest.body.notReadable'],
  'bad-attributes': [400, 'repository.exception.InvalidTargetAttributeException', 'repo.invalidTargetAttributes'],
  'address-not-valid': [400, 'repository.exception.ConstraintViolationException', 'repo.constraintViolation'],
  'not-allowed': [405, 'rest.exception.MethodNotAllowedException', 'rest.methodNotAllowed'],
  'not-being-cancelled': [405, 'repository.exception.CancelActionNotAllowedException', 'action.notCancelable'],
  'accept-not-served': [406, 'rest.exception.NotAcceptableException', 'rest.notAcceptable'],
  'body-too-large': [413, 'rest.exception.BodyTooLargeException', 'rest.body.tooLarge'],
  'content-not-taken': [415, 'rest.exception.UnsupportedMediaTypeException', 'rest.unsupportedMediaType'],
  'too-many-entries': [429, 'repository.exception.AssignmentQuotaExceededException', 'quota.tooManyEntries'],
  'failed-here': [500, 'repository.exception.GenericServerException', 'repo.genericError'],
  'away-for-now': [503, 'repository.exception.TemporarilyUnavailableException', 'repo.temporarilyUnavailable'],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>;

export type RefusalName = keyof typeof REFUSALS;

/** Error body of the protocol (hawkBit's ExceptionInfo). */
export interface DdiErrorBody {
  readonly exceptionClass: string;
  readonly errorCode: string;
  readonly message: string;
}

/** A request that is refused with a body in the protocol's own shape. */
export class DdiRefusal extends Error {
  constructor(
    readonly refusal: RefusalName,
    message: string,
  ) {
    super(message);
    this.name = 'DdiRefusal';
  }

  get status(): number {
    return REFUSALS[this.refusal][0];
  }

  get body(): DdiErrorBody {
    const [, exceptionClass, errorCode] = REFUSALS[this.refusal];
    return {
      exceptionClass: `org.eclipse.hawkbit.${exceptionClass}`,
      errorCode: `hawkbit.server.error.${errorCode}`,
      message: this.message,
    };
  }
}
