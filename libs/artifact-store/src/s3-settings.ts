import http from 'node:http';
import https from 'node:https';
import { DomainError, type Duration, seconds } from '@tidings/vocabulary';
import { Client } from 'minio';
import type { Protection } from './artifact-store.js';
import { S3ServerClock } from './s3-server-clock.js';

export interface S3Settings {
  /** Scheme, host and port: 'https://s3.example.org', 'http://127.0.0.1:9000'. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly bucket: string;
  readonly region: string;
  /** true: http://host/bucket/key; false: http://bucket.host/key. */
  readonly pathStyle: boolean;
  /** Absent: governance for a year where the bucket has object lock, else none. Given: a bucket without lock is refused. */
  readonly protection?: Protection | 'none';
}

interface Connection {
  readonly answersWithin?: Duration;
  readonly clock?: S3ServerClock;
}

/** A client for these settings; connects to nothing yet. Errors: 'bad-settings' (facts: setting, why). */
export function s3Client(settings: S3Settings, connection: Connection = {}): Client {
  const { answersWithin = seconds(60), clock = new S3ServerClock() } = connection;
  const url = endpointOf(settings.endpoint);
  const useSSL = url.protocol === 'https:';
  const client = new Client({
    endPoint: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (useSSL ? 443 : 80) : Number(url.port),
    useSSL,
    accessKey: settings.accessKey,
    secretKey: settings.secretKey,
    region: settings.region,
    pathStyle: settings.pathStyle,
    transport: heardTransport(useSSL ? https : http, answersWithin, clock),
    // Its own retries hide the server's answer behind "retryable status" and write to the console.
    retryOptions: { disableRetry: true },
  });
  // Over TLS it would not sign what it sends (minio 8.0.7): signed, the server compares the SHA-256 of every part itself.
  // x-amz-checksum-sha256 is no substitute: Ceph 16 takes any value for it.
  client.enableSHA256 = true;
  return client;
}

function endpointOf(endpoint: string): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const why = 'must be http://host:port or https://host:port';
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new DomainError('bad-settings', { setting: 'endpoint', why });
  if (url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw new DomainError('bad-settings', { setting: 'endpoint', why });
  return url;
}

/**
 * The client waits for ever on a server that accepts and says nothing. Counted until the answer begins only: a download may
 * pause for as long as its reader does.
 */
function heardTransport(
  transport: typeof http | typeof https,
  answersWithin: Duration,
  clock: S3ServerClock,
): Pick<typeof http, 'request'> {
  const request = (
    options: http.RequestOptions,
    answered: (response: http.IncomingMessage) => void,
  ): http.ClientRequest => {
    const sent = transport.request(options, (response) => {
      sent.setTimeout(0);
      clock.hear(response.headers.date);
      answered(response);
    });
    sent.setTimeout(answersWithin, () => sent.destroy(new Error(`no answer within ${answersWithin / 1000} s`)));
    return sent;
  };
  return { request: request as typeof http.request };
}
