// Bare node:http answering a fixed JSON of BODY_BYTES bytes: the yardstick, 1.00.
import { createServer } from 'node:http';

const frame = JSON.stringify({ fixed: '' }).length;
const body = Buffer.from(JSON.stringify({ fixed: 'x'.repeat(Number(process.env.BODY_BYTES) - frame) }));

createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}).listen(Number(process.env.PORT), '127.0.0.1');
