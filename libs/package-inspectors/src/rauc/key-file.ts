import { FileFault } from '../file-fault.js';

const MOST_LINES = 4096;

/** Sections of a GLib key file: [section], then key=value. Errors: FileFault 'malformed'. */
export function parseKeyFile(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  const lines = text.split('\n', MOST_LINES + 1);
  if (lines.length > MOST_LINES) throw new FileFault('not-readable', `its manifest has more than ${MOST_LINES} lines`);
  for (const [n, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const name = /^\[([^[\]]+)\]$/.exec(line)?.[1];
    const at = line.indexOf('=');
    if (name !== undefined) sections.set(name, (section = sections.get(name) ?? new Map<string, string>()));
    else if (section === undefined || at < 1)
      throw new FileFault('malformed', `its manifest, line ${n + 1}: neither [section] nor key=value`);
    else section.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  return sections;
}
