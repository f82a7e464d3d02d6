import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DomainError, sha256Of } from '@tidings/vocabulary';

/**
 * The secret that lets somebody stop a gateway from afar while nothing can be asked who he is: a file of this gateway's data directory (0600),
 * made at its first start. Several gateways may be given the same file. It only ever stops.
 */
export class StopAllKey {
  private constructor(private readonly digest: string) {}

  /** Errors: the file system's own. */
  static async open(path: string): Promise<StopAllKey> {
    await mkdir(dirname(path), { recursive: true, mode: 0o711 });
    // 'wx': two processes that start at once keep the same one.
    await writeFile(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' }).catch(
      keepWhatIsThere,
    );
    await chmod(path, 0o600).catch(() => undefined);
    const key = (await readFile(path, 'utf8')).trim();
    if (key.length < SHORTEST)
      throw new DomainError('bad-settings', {
        problems: [`${path} must hold a key of at least ${SHORTEST} characters`],
      });
    return new StopAllKey(sha256Of(key));
  }

  /** In constant time. Errors: 'not-signed-in', 'token-not-valid'. */
  check(authorization: string | undefined): void {
    const [, given] = /^Bearer (.{1,512})$/i.exec(authorization ?? '') ?? [];
    if (given === undefined) throw new DomainError('not-signed-in');
    if (!timingSafeEqual(Buffer.from(sha256Of(given)), Buffer.from(this.digest)))
      throw new DomainError('token-not-valid', { because: 'it is not the stop-all key of this gateway' });
  }
}

/** 128 bits in base64url. */
const SHORTEST = 22;

function keepWhatIsThere(cause: NodeJS.ErrnoException): void {
  if (cause.code !== 'EEXIST') throw cause;
}
