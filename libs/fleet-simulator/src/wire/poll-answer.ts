import { type Duration, seconds } from '@tidings/vocabulary';

export interface WireLink {
  /** Names the attempt on this vehicle's wire. */
  readonly wireNumber: number;
  readonly url: URL;
}

/** What a vehicle understands of a poll's answer (DDI section 2); everything else is passed over. */
export interface PollAnswer {
  readonly sleep: Duration | undefined;
  readonly deployment: WireLink | undefined;
  readonly cancel: WireLink | undefined;
  readonly attributes: URL | undefined;
}

type Href = { readonly href?: string } | undefined;

interface PollBody {
  readonly config?: { readonly polling?: { readonly sleep?: string } };
  readonly _links?: Readonly<Partial<Record<'deploymentBase' | 'cancelAction' | 'configData', Href>>>;
}

/** Links are taken as they come; relative ones are read against the poll's address. Errors: SyntaxError. */
export function parsePollAnswer(body: string, polled: URL): PollAnswer {
  const { config, _links: links } = JSON.parse(body) as PollBody;
  return {
    sleep: parseSleep(config?.polling?.sleep),
    deployment: parseLink(links?.deploymentBase, polled),
    cancel: parseLink(links?.cancelAction, polled),
    attributes: links?.configData?.href === undefined ? undefined : new URL(links.configData.href, polled),
  };
}

function parseSleep(text: string | undefined): Duration | undefined {
  const match = /^(\d\d):(\d\d):(\d\d)$/.exec(text ?? '');
  return match ? seconds(Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3])) : undefined;
}

function parseLink(link: Href, polled: URL): WireLink | undefined {
  if (link?.href === undefined) return undefined;
  const url = new URL(link.href, polled);
  const number = /\/(?:deploymentBase|cancelAction)\/(\d+)$/.exec(url.pathname)?.[1];
  return number === undefined ? undefined : { wireNumber: Number(number), url };
}
