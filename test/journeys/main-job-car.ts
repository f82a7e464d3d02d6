/** A car whose every request a test makes by hand. */
export class HandCar {
  private readonly base: string;

  constructor(
    gateway: string,
    readonly controllerId: string,
    private readonly token: string,
  ) {
    this.base = `${gateway}/DEFAULT/controller/v1/${controllerId}`;
  }

  /** The links of one poll: 'deploymentBase', 'cancelAction', 'configData' -> address. */
  async poll(): Promise<Readonly<Record<string, string>>> {
    const answer = await this.ask('GET', this.base);
    if (answer.status !== 200) throw new Error(`the poll was answered ${answer.status}: ${await answer.text()}`);
    const { _links = {} } = (await answer.json()) as { _links?: Record<string, { href: string }> };
    return Object.fromEntries(Object.entries(_links).map(([name, { href }]) => [name, href]));
  }

  /** Reads deploymentBase: the attempt has begun. Where its only file is, and how large. */
  async begin(link: string): Promise<{ readonly file: string; readonly bytes: number }> {
    const { deployment } = (await (await this.ask('GET', link)).json()) as {
      deployment: { chunks: [{ artifacts: [{ size: number; _links: { 'download-http': { href: string } } }] }] };
    };
    const [artifact] = deployment.chunks[0].artifacts;
    return { file: artifact._links['download-http'].href, bytes: artifact.size };
  }

  /** The status and the bytes from `start` up to, without, `end`. */
  async fetch(file: string, start: number, end: number): Promise<{ readonly status: number; readonly bytes: number }> {
    const answer = await this.ask('GET', file, { range: `bytes=${start}-${end - 1}` });
    return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
  }

  /** Reports; the link says which door and number. */
  async report(link: string, execution: string, finished: string): Promise<number> {
    const { pathname } = new URL(link);
    const id = pathname.split('/').at(-1)!;
    const body = { id, status: { execution, result: { finished }, details: [] } };
    const to = `${this.base}/${pathname.split('/').at(-2)!}/${id}/feedback`;
    return (await this.ask('POST', to, { 'content-type': 'application/json' }, JSON.stringify(body))).status;
  }

  async describe(link: string, softwareVersion: string, hardwareId: string): Promise<number> {
    const body = JSON.stringify({ mode: 'merge', data: { softwareVersion, hardwareId } });
    return (await this.ask('PUT', link, { 'content-type': 'application/json' }, body)).status;
  }

  private ask(method: string, url: string, headers: Record<string, string> = {}, body?: string): Promise<Response> {
    return fetch(url, {
      method,
      headers: { authorization: `TargetToken ${this.token}`, accept: 'application/json', ...headers },
      ...(body !== undefined && { body }),
    });
  }
}
