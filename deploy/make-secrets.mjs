// Fills deploy/secrets/ with what deploy/compose.yaml hands to its containers: 32 random bytes each. What is there stays.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const { secrets } = parse(readFileSync(join(here, 'compose.yaml'), 'utf8'), { merge: true });

mkdirSync(join(here, 'secrets'), { recursive: true, mode: 0o700 });
for (const { file } of Object.values(secrets)) {
  try {
    // Readable for the accounts inside the containers, which compose gives the file as it is; the folder is closed to others.
    writeFileSync(join(here, file), randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o644 });
    process.stdout.write(`made  deploy/${file.replace('./', '')}\n`);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    process.stdout.write(`kept  deploy/${file.replace('./', '')}\n`);
  }
}
