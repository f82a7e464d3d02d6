import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An OpenID provider that a door can be started with and nobody signs in at: who acts there has an API token. */
export async function openUnusedIssuer(): Promise<{ readonly issuer: string; readonly close: () => void }> {
  const key = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  const server = createServer(({ url }, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(url === '/keys' ? { keys: [key] } : { issuer, jwks_uri: `${issuer}/keys` }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { issuer, close: () => void server.close() };
}
