import { DomainError } from '@tidings/vocabulary';

const NETWORK = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);

// PostgreSQL, appendix A: 08 connection exceptions, 53300 too many connections, 57014 statement timeout,
// 57P01 admin shutdown, 57P02 crash shutdown, 57P03 cannot connect now (starting), 57P05 idle session timeout.
const AWAY = /^(08...|53300|57014|57P01|57P02|57P03|57P05)$/;
const DISK_FULL = '53100';

// pg raises these without a code.
const PG_SAYS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;

/**
 * What a failed statement means: 'database-away' (facts: reason) when it may well succeed later, 'database-disk-full',
 * or the error as it came. Understands pg and what TypeORM wraps around it.
 */
export function asDomainError(error: unknown): unknown {
  if (error instanceof DomainError || typeof error !== 'object' || error === null) return error;
  const { code, syscall, message = '' } = error as Partial<NodeJS.ErrnoException>;
  if (code === DISK_FULL) return new DomainError('database-disk-full', {}, { cause: error });
  const isAway =
    code === undefined
      ? PG_SAYS.test(message)
      : // ENOENT of another call is a missing file, not a missing socket.
        NETWORK.has(code) || AWAY.test(code) || (code === 'ENOENT' && syscall === 'connect');
  return isAway ? new DomainError('database-away', { reason: code ?? message }, { cause: error }) : error;
}
