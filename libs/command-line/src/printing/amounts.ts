const WHOLE = new Intl.NumberFormat('en-GB');
const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

/** 8412 -> '8,412'. */
export const numberText = (n: number): string => WHOLE.format(n);

/** '37 vehicles', '1 vehicle'. */
export const countText = (n: number, one: string, many = `${one}s`): string =>
  `${numberText(n)} ${n === 1 ? one : many}`;

/** Bytes in powers of a thousand, as disks are sold: 734003200 -> '734.0 MB'. */
export function sizeText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return power === 0 ? countText(bytes, 'byte') : `${(bytes / 1000 ** power).toFixed(1)} ${UNITS[power]!}`;
}

/** '21 of 200 (10.5%)': never a number without what it is of. */
export const shareOfText = (part: number, whole: number): string =>
  whole === 0
    ? `${numberText(part)} of 0`
    : `${numberText(part)} of ${numberText(whole)} (${percentText(part, whole)})`;

const percentText = (part: number, whole: number): string => `${Math.round((part * 1000) / whole) / 10}%`;

/** An instant of the wire as people compare it: '2026-11-22 14:05 UTC'. */
export const instantText = (rfc3339: string): string => `${rfc3339.slice(0, 10)} ${rfc3339.slice(11, 16)} UTC`;
