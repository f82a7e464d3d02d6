import { writeFile } from 'node:fs/promises';
import { openApiDocument } from '@tidings/operator-api';

/** Writes the release desk's OpenAPI document to the file named, or prints it: node write-openapi.js [FILE] */
const text = `${JSON.stringify(await openApiDocument(), null, 2)}\n`;
const [, , file] = process.argv;
if (file === undefined) process.stdout.write(text);
else await writeFile(file, text);
