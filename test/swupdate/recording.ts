import { Exchange } from './ddi-stub.js';

/** A conversation of one real vehicle with a server, as kept in test/conformance/recorded. */
export interface Recording {
  readonly client: string;
  readonly what: string;
  readonly exchanges: readonly RecordedExchange[];
}

export interface RecordedExchange {
  readonly request: {
    readonly method: string;
    readonly path: string;
    /** As sent: order, case and doubles kept. */
    readonly headers: readonly (readonly [string, string])[];
    readonly body: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

/** Only where it ran is taken out: `{origin}`, `{host}`, `{root}`. Bytes of a package are counted, not kept. */
export function recordingOf(what: string, exchanges: readonly Exchange[], origin: string, root: string): Recording {
  const host = origin.replace('http://', '');
  const anywhere = (text: string): string =>
    text.replaceAll(origin, '{origin}').replaceAll(host, '{host}').replaceAll(root, '{root}');
  return {
    client:
      'swupdate 2022.12+dfsg-4+deb12u3 (Debian 12), log level 5, options as test/swupdate/real-vehicle.ts gives them',
    what,
    exchanges: exchanges.map((exchange) => ({
      request: {
        method: exchange.method,
        path: exchange.path,
        headers: pairs(exchange.requestHeaders).map(([name, value]) => [name, anywhere(value)] as const),
        body: anywhere(exchange.requestBody),
      },
      response: {
        status: exchange.status,
        headers: exchange.responseHeaders,
        body: anywhere(exchange.responseBody),
      },
    })),
  };
}

/**
 * What two runs of one scenario have in common: who was asked what with which headers, and what each report says, without
 * times, sizes and the log lines (they arrive in as many reports as the machine was slow). Repetitions of a poll are one.
 */
export function skeletonOf({ exchanges }: Recording): readonly string[] {
  const lines = exchanges
    .map(({ request, response }) => {
      const names = request.headers.map(([name]) => name).filter((name) => name !== 'Content-Length');
      return `${request.method} ${request.path} -> ${response.status} [${names.join(', ')}] ${reportIn(request.body)}`;
    })
    .filter((line) => !line.includes('log lines'));
  return lines.filter((line, at) => !lines.slice(0, at).includes(line));
}

function reportIn(body: string): string {
  if (body === '') return '';
  const said = JSON.parse(body.replace(/[\r\n\t]/g, ' ')) as {
    readonly data?: unknown;
    readonly status: {
      readonly execution: string;
      readonly result: { readonly finished: string; readonly progress?: { readonly of: number } };
      readonly details: readonly string[];
    };
  };
  if (said.data !== undefined) return JSON.stringify(said.data);
  const { execution, result, details } = said.status;
  if (execution === 'proceeding' && result.progress?.of === 0) return 'log lines';
  return `${execution}/${result.finished}: ${details.at(-1) ?? ''}`;
}

function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));
}
