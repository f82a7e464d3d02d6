// The yardstick of uploads: a file in and out over HTTP, by what Node brings along and nothing else; synced before it is answered.
import { createReadStream, createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const file = join(process.env['FOLDER'], 'plain');

createServer((request, response) => {
  if (request.url === '/healthz') return response.end('{}');
  const work =
    request.method === 'PUT'
      ? pipeline(request, createWriteStream(file, { flush: true })).then(() => response.writeHead(204).end())
      : pipeline(createReadStream(file), response);
  work.catch(() => response.destroy());
}).listen(Number(process.env['PORT']), '127.0.0.1');
