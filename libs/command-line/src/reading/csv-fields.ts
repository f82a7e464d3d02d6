/** The fields of one line of CSV (RFC 4180): quotes around a field that holds commas, doubled inside. A field does not span lines. */
export function csvFields(line: string): readonly string[] {
  const fields = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...fields].map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
}
