import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { DemoPerson } from './demo-person.js';

const STYLE = `
:root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif; }
body { max-width: 34rem; margin: 4rem auto; padding: 0 1.25rem; }
button { display: block; width: 100%; margin: 0 0 .75rem; padding: .9rem 1.1rem; text-align: left; font: inherit; cursor: pointer; }
small { display: block; opacity: .8; }`;

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    `form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** One button per person; posts `person` back to the same address. */
export function showPeople(res: ServerResponse, people: readonly DemoPerson[]): void {
  const buttons = people.map(
    ({ sub, name, roles }) =>
      `<button name="person" value="${escaped(sub)}">${escaped(name)}<small>${escaped(roles.join(', '))}</small></button>`,
  );
  const intro = 'These people exist in the demo only. Pick who you want to be; there are no passwords here.';
  send(res, 200, 'Sign in to Tidings', `<p>${intro}</p><form method="post">${buttons.join('\n')}</form>`);
}

export function showProblem(res: ServerResponse, status: number, sentence: string): void {
  send(res, status, 'Signing in did not work', `<p>${escaped(sentence)}</p>`);
}

function send(res: ServerResponse, status: number, title: string, body: string): void {
  res.writeHead(status, HEADERS);
  res.end(`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
