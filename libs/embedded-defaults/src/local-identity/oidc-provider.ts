/**
 * The library, loaded only when somebody signs in locally. It runs on Node 20 (our tests prove it) and still prints
 * "Unsupported runtime" there at import: that one line is kept from people, who could do nothing with it.
 */
export async function oidcProvider(): Promise<typeof import('oidc-provider')> {
  const warn = console.warn;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('Unsupported runtime')) warn(...words);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
