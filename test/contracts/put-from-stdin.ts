import { openArtifactStore } from '@tidings/artifact-store';
import { DomainError, parseSha256 } from '@tidings/vocabulary';

/** A process of its own, to be limited or killed: node ... put-from-stdin.ts FOLDER SHA256 SIZE. Prints what came of it as JSON. */
const [folder, sha256, size] = process.argv.slice(2);
const store = await openArtifactStore({ folder: folder! });
process.stdout.write('ready\n');
try {
  const filed = await store.put(process.stdin, { sha256: parseSha256(sha256!), size: Number(size) });
  process.stdout.write(JSON.stringify({ filed }));
} catch (cause) {
  if (!(cause instanceof DomainError)) throw cause;
  process.stdout.write(JSON.stringify({ code: cause.code, facts: cause.facts }));
}
process.stdin.destroy();
