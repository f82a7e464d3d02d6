import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from '@jest/globals';

/** Programs that some tests need beside Node: the binaries looked for on the PATH, and Debian's packages that bring them. */
const TOOLS = {
  swupdate: { binaries: ['swupdate'], packages: 'swupdate' },
  chromium: { binaries: ['chromium'], packages: 'chromium' },
  radosgw: {
    binaries: ['radosgw', 'radosgw-admin', 'ceph', 'ceph-mon', 'ceph-osd', 'ceph-authtool', 'monmaptool', 'setpriv'],
    packages: 'radosgw ceph-mon ceph-osd ceph-base ceph-common util-linux',
  },
  pgbouncer: { binaries: ['pgbouncer', 'setpriv'], packages: 'pgbouncer util-linux' },
  minio: { binaries: ['minio', 'setpriv'], packages: '' },
  postgresql: { binaries: ['pg_dump', 'pg_restore'], packages: 'postgresql' },
  cpio: { binaries: ['cpio'], packages: 'cpio' },
  openssl: { binaries: ['openssl'], packages: 'openssl' },
} as const satisfies Record<string, { readonly binaries: readonly string[]; readonly packages: string }>;

export type Tool = keyof typeof TOOLS;

export type Requirement =
  | { readonly kind: 'met' }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * A describe block that needs programs: runs where they are, is reported as skipped (with the reason in its name) where
 * they are not, and fails without them when CI=true, so that a pipeline cannot go green by missing a tool.
 */
export function whenInstalled(tools: Tool | readonly Tool[], name: string, body: () => void): void {
  const needed: readonly Tool[] = typeof tools === 'string' ? [tools] : tools;
  const requirement = requirementOf(needed, process.env);
  if (requirement.kind === 'met') {
    describe(name, body);
    return;
  }
  if (requirement.kind === 'skipped') {
    describe.skip(`${name} [skipped: ${requirement.why}]`, body);
    return;
  }
  describe(name, () => {
    it(`finds ${needed.join(', ')}`, () => {
      throw new Error(requirement.why);
    });
  });
}

/** The same for a program that no distribution brings: skipped in a pipeline too, and seen to be. */
export function whereInstalled(tool: Tool, name: string, body: () => void): void {
  const requirement = requirementOf([tool], { PATH: process.env['PATH'] ?? '' });
  if (requirement.kind === 'met') describe(name, body);
  else describe.skip(`${name} [skipped: no ${tool} on the PATH]`, body);
}

/** The rule itself, over any environment. */
export function requirementOf(
  tools: readonly Tool[],
  environment: { readonly PATH?: string; readonly CI?: string },
): Requirement {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const missing = tools.filter((tool) => !TOOLS[tool].binaries.every((binary) => isIn(folders, binary)));
  if (missing.length === 0) return { kind: 'met' };
  const packages = missing.map((tool) => TOOLS[tool].packages).join(' ');
  const why = `${missing.join(', ')} not installed; on Debian: apt-get install ${packages}`;
  return { kind: environment.CI === 'true' ? 'failed' : 'skipped', why };
}

const isIn = (folders: readonly string[], binary: string): boolean =>
  folders.some((folder) => {
    try {
      accessSync(join(folder, binary), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
