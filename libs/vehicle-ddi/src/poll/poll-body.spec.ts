import { describe, expect, it } from '@jest/globals';
import { minutes, seconds } from '@tidings/vocabulary';
import type { FastifyRequest } from 'fastify';
import { VehicleLinks } from '../door/vehicle-links.js';
import { pollBody, quietBody } from './poll-body.js';
import { sleepText } from './sleep-text.js';

const links = VehicleLinks.of({
  protocol: 'http',
  host: 'ota.example.org:8080',
  params: { tenant: 'DEFAULT', controllerId: 'a b/c' },
} as unknown as FastifyRequest);
const base = 'http://ota.example.org:8080/DEFAULT/controller/v1/a%20b%2Fc';

describe('the answer to a poll', () => {
  it('is the one of memory when there is nothing', () => {
    const answer = { link: { kind: 'none' }, wantsAttributes: false } as const;
    expect(pollBody(answer, links, minutes(5))).toEqual(quietBody(minutes(5)));
  });

  it('shows at most one of deployment and cancel, and the wish for attributes beside it', () => {
    const deployment = { link: { kind: 'deployment', wireNumber: 7 }, wantsAttributes: true } as const;
    expect(pollBody(deployment, links, minutes(5))).toEqual({
      config: { polling: { sleep: '00:01:00' } },
      _links: { deploymentBase: { href: `${base}/deploymentBase/7?c=7` }, configData: { href: `${base}/configData` } },
    });
    const cancel = { link: { kind: 'cancel', wireNumber: 7 }, wantsAttributes: false } as const;
    expect(pollBody(cancel, links, seconds(10))).toEqual({
      config: { polling: { sleep: '00:00:10' } },
      _links: { cancelAction: { href: `${base}/cancelAction/7` } },
    });
  });

  it.each([
    [1, '00:00:01'],
    [0, '00:00:01'],
    [3_661, '01:01:01'],
    [86_399, '23:59:59'],
    [86_400, '23:59:59'],
  ])('writes a sleep of %i s as %s', (length, text) => {
    expect(sleepText(seconds(length))).toBe(text);
  });
});
