/** Characters as people count them, near enough: code points, so that a sign of two code units counts once. */
export const textLength = (text: string): number => Array.from(text).length;
