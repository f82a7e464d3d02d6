/** Text that any store can keep: what JSON may carry and PostgreSQL may not (NUL, half a surrogate pair) becomes U+FFFD. */
export const plainText = (text: string): string => text.replace(UNSTORABLE, '\uFFFD');

// eslint-disable-next-line no-control-regex -- NUL is what is looked for
const UNSTORABLE = /\u0000|\p{Surrogate}/gu;
