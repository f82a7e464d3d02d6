#!/usr/bin/env node
// The command line: npm run tidings -- ..., or npx --no tidings ...
import { build } from './build.mjs';

await build();
await import('../dist/apps/tidings-cli/src/main.js');
