const LONGEST = 120;

/** Words of a file, fit for a sentence: no invisible characters, never long. */
export function shownText(text: string): string {
  const clean = text.replaceAll(/\p{C}/gu, '').trim();
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}
