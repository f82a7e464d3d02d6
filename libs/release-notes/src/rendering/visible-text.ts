/*
 * Characters that show nothing and change what others show: controls, direction overrides and isolates, line and paragraph
 * separators, byte order marks, tag characters. Joiners and the marks of right-to-left scripts (200C to 200F) stay:
 * Persian and Arabic texts need them.
 */
const INVISIBLE = /(?![\t\n])\p{Cc}|[\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}\u{e0000}-\u{e007f}]/gu;

/** The text without characters that could make a reader see something else than what was approved. */
export const visibleText = (text: string): string => text.replace(INVISIBLE, '');
