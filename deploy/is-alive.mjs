// Exit code 0 when the app of this container answers: for HEALTHCHECK, where there is no curl.
const port = process.env.PORT ?? '8080';
const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4_000) }).catch(
  () => undefined,
);
process.exit(answer?.ok ? 0 : 1);
