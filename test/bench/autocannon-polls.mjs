// Where wrk is missing. Arguments: address, seconds, connections, file of "path<TAB>token" lines, If-None-Match or nothing.
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

const [url, seconds, connections, file, tag] = process.argv.slice(2);
const polls = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [path, token] = line.split('\t');
    const headers = { accept: 'application/hal+json', authorization: `TargetToken ${token}` };
    return { path, headers: tag === undefined ? headers : { ...headers, 'if-none-match': tag } };
  });

let client = 0;
const share = Math.floor(polls.length / Number(connections));
const result = await autocannon({
  url,
  duration: Number(seconds),
  connections: Number(connections),
  // Each connection has vehicles of its own.
  setupClient: (one) => one.setRequests(polls.slice(client * share, ++client * share)),
});
const { requests, duration, latency, errors, timeouts, non2xx } = result;
const status = tag === undefined ? non2xx : non2xx - (result.statusCodeStats['304']?.count ?? 0);
const failures = Object.entries({ connect: errors - timeouts, timeout: timeouts, status }).filter(
  ([, count]) => count > 0,
);
console.log(
  JSON.stringify({
    requests: requests.total,
    seconds: duration,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    failed: failures.map(([kind, count]) => `${count} ${kind} `).join(''),
  }),
);
