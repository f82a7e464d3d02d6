// npm start: the whole of Tidings in one process, on embedded defaults.
import { build } from './build.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Tidings needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exit(1);
}
await build();
await import('../dist/apps/all-in-one/src/main.js');
