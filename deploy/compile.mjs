// Turns every source of apps/ and libs/ into JavaScript under dist/. Types are checked elsewhere (npm run typecheck): the
// compiler takes 30 s of CPU for what this does in two, and a start waits for it.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { transform } from '@swc/core';
import { SWC_OPTIONS } from './swc-options.mjs';

/** `sources`: absolute paths of .ts and .tsx files under `root`. Errors: the parser's own, with file, line and column. */
export async function compile(root, sources) {
  const out = join(root, 'dist');
  await rm(out, { recursive: true, force: true });
  await Promise.all(sources.map((source) => compileOne(root, out, source)));
}

async function compileOne(root, out, source) {
  const path = relative(root, source);
  const target = join(out, path.replace(/\.tsx?$/, '.js'));
  // Seen from the source map, which lies beside the result.
  const sourceFileName = relative(dirname(target), source);
  const { code, map } = await transform(await readFile(source, 'utf8'), {
    ...SWC_OPTIONS,
    sourceMaps: true,
    filename: path,
    sourceFileName,
  });
  await mkdir(dirname(target), { recursive: true });
  const name = target.split(sep).at(-1);
  await writeFile(target, `${withoutAliases(code, path)}\n//# sourceMappingURL=${name}.map\n`);
  await writeFile(`${target}.map`, map);
}

/** '@tidings/vocabulary' is a name for editors, types and tests; Node wants the file. */
function withoutAliases(code, path) {
  const up = relative(dirname(path), '.');
  return code.replace(/(\bfrom |\bimport |\bimport\()(["'])@tidings\/([a-z-]+)\2/g, (_, before, quote, lib) => {
    return `${before}${quote}${up}/libs/${lib}/src/index.js${quote}`;
  });
}
