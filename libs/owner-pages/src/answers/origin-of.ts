import type { FastifyRequest } from 'fastify';

/** 'https://host' as the reader sees it; empty when the header Host is none that could stand in an address. */
export const originOf = ({ protocol, host }: FastifyRequest): string =>
  /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i.test(host) ? `${protocol}://${host}` : '';
