import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { sha256Of } from '@tidings/vocabulary';

export interface Asset {
  readonly bytes: Buffer;
  readonly type: string;
}

/** What the pages bring along: every file under a name that changes with its content, so that it may be kept for ever. */
export interface Assets {
  readonly byName: ReadonlyMap<string, Asset>;
  /** Addresses for the head of a page. */
  readonly styleSheet: string;
  readonly font: string;
  readonly mark: string;
}

const FOLDER = '/assets';
// Hexadecimal digits of the hash in a name: 48 bits tell a few dozen editions of a file apart.
const HASH_LENGTH = 12;
const FONTS = ['latin-wght-normal', 'latin-ext-wght-normal', 'latin-wght-italic'] as const;

/** Reads style and fonts once. A maker's change of tokens.css shows after a restart. */
export function readAssets(): Assets {
  const byName = new Map<string, Asset>();
  const add = (stem: string, ending: string, type: string, bytes: Buffer): string => {
    const name = `${stem}.${sha256Of(bytes).slice(0, HASH_LENGTH)}.${ending}`;
    byName.set(name, { bytes, type });
    return `${FOLDER}/${name}`;
  };
  const style = (file: string): Buffer => readFileSync(join(styleFolder(), file));
  const addresses = FONTS.map((cut) => add(`source-sans-3-${cut}`, 'woff2', 'font/woff2', font(cut)));
  const mark = add('mark', 'svg', 'image/svg+xml', style('mark.svg'));
  const sheets = ['tokens.css', 'fonts.css', 'frame.css', 'reading.css', 'progress.css', 'print.css'];
  const text = sheets.map((file) => style(file).toString('utf8')).join('\n');
  const css = FONTS.reduce((sheet, cut, n) => sheet.replace(`font:${cut}`, addresses[n]!), text);
  return {
    byName,
    styleSheet: add('pages', 'css', 'text/css; charset=utf-8', Buffer.from(css)),
    font: addresses[0]!,
    mark,
  };
}

const font = (cut: string): Buffer =>
  readFileSync(
    createRequire(import.meta.url).resolve(`@fontsource-variable/source-sans-3/files/source-sans-3-${cut}.woff2`),
  );

/** Style files are not compiled: a built door finds them where the sources are, some folders up. */
function styleFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const style = join(folder, 'libs', 'owner-pages', 'style');
    if (existsSync(style)) return style;
  }
  throw new Error(
    'The folder libs/owner-pages/style is not there: it belongs beside the dist folder of this installation.',
  );
}
