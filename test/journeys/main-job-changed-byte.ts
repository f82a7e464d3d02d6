import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signDeclaration } from '@tidings/update-trust';
import { sha256Of } from '@tidings/vocabulary';
import { HARDWARE } from './main-job-fleet.js';

/** Declares and signs icm.swu as it is, and sends it with its last byte changed, which the command line never would. */
export async function sendChanged(
  { dataDirectory }: { readonly dataDirectory: string },
  folder: string,
): Promise<{ readonly status: number; readonly code: unknown }> {
  const file = readFileSync(join(folder, 'icm.swu'));
  const key = JSON.parse(readFileSync(join(folder, 'key.jwk'), 'utf8')) as Record<string, unknown>;
  const named = { fileName: 'icm.swu', name: 'icm', version: '4.2', hardwareIds: [HARDWARE] };
  const declaration = await signDeclaration({ ...named, size: file.length, sha256: sha256Of(file) }, key);

  const token = readFileSync(join(dataDirectory, 'tokens/release-manager.jwt'), 'utf8').trim();
  const { url } = JSON.parse(readFileSync(join(dataDirectory, 'server.json'), 'utf8')) as { url: string };
  const send = async (path: string, method: string, type: string, body?: string | Uint8Array<ArrayBuffer>) => {
    const tus = { 'tus-resumable': '1.0.0', 'upload-offset': '0' };
    const headers = { ...tus, authorization: `Bearer ${token}`, 'content-type': type };
    const answer = await fetch(url + path, { method, ...(body !== undefined && { body }), headers });
    const said = await answer.text();
    return { status: answer.status, body: (said === '' ? {} : JSON.parse(said)) as Record<string, unknown> };
  };
  const begun = await send('/api/uploads', 'POST', 'application/json', JSON.stringify({ declaration }));
  const changed = Uint8Array.from(file);
  changed[changed.length - 1]! ^= 1;
  const to = `/api/uploads/${String(begun.body['uploadId'])}`;
  await send(to, 'PATCH', 'application/offset+octet-stream', changed);
  const { status, body } = await send(`${to}/finish`, 'POST', 'application/json', '{}');
  return { status, code: body['code'] };
}
