/** Plain SVG that reads on white and on dark: the page's own colour for text, three strokes told apart by dash as well as by hue. */
const WIDTH = 720;
const STROKES = [
  { hue: '#0b6bcb', dash: '' },
  { hue: '#b35900', dash: '6 4' },
  { hue: '#6b7280', dash: '2 4' },
] as const;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(words)}</text>`;

const page = (title: string, height: number, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}" font-family="system-ui, sans-serif" font-size="13" fill="#1f2937">
<rect width="100%" height="100%" fill="#ffffff"/>
${text(16, 26, title, 'font-size="15" font-weight="600"')}
${parts.join('\n')}
</svg>
`;

export interface Bars {
  readonly title: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
  readonly line: { readonly label: string; readonly value: number };
  readonly unit: string;
}

/** Lying bars with their values, and a line that they are held against. */
export function bars({ title, bars: all, line, unit }: Bars): string {
  const [left, top, row] = [16, 56, 44];
  const most = Math.max(line.value, ...all.map(({ value }) => value)) * 1.1;
  const wide = WIDTH - left - 90;
  const bottom = top + all.length * row;
  const at = (value: number): number => left + (value / most) * wide;
  return page(title, bottom + 40, [
    ...all.flatMap(({ label, value }, n) => [
      text(left, top + n * row + 12, label),
      `<rect x="${left}" y="${top + n * row + 18}" width="${(at(value) - left).toFixed(1)}" height="14" fill="${STROKES[0].hue}"/>`,
      text(at(value) + 6, top + n * row + 30, `${value.toFixed(2)} ${unit}`),
    ]),
    `<line x1="${at(line.value).toFixed(1)}" y1="${top}" x2="${at(line.value).toFixed(1)}" y2="${bottom}" stroke="${STROKES[1].hue}" stroke-width="2" stroke-dasharray="6 4"/>`,
    text(at(line.value), bottom + 18, line.label, 'text-anchor="middle"'),
  ]);
}

export interface Lines {
  readonly title: string;
  readonly x: { readonly label: string; readonly most: number };
  readonly y: { readonly label: string; readonly most: number };
  readonly series: readonly { readonly label: string; readonly points: readonly (readonly [number, number])[] }[];
}

/** Curves over two axes from zero; what is above the highest value is cut off. */
export function lines({ title, x, y, series }: Lines): string {
  const [left, top, right, bottom] = [56, 64 + 20 * series.length, WIDTH - 24, 400];
  const atX = (value: number): number => left + (value / x.most) * (right - left);
  const atY = (value: number): number => bottom - (Math.min(value, y.most) / y.most) * (bottom - top);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return page(title, bottom + 56, [
    text(16, 48, y.label),
    ...ticks.flatMap((part) => [
      `<line x1="${left}" y1="${atY(part * y.most)}" x2="${right}" y2="${atY(part * y.most)}" stroke="#e5e7eb"/>`,
      text(left - 8, atY(part * y.most) + 4, String(Math.round(part * y.most)), 'text-anchor="end"'),
      text(atX(part * x.most), bottom + 18, Math.round(part * x.most).toLocaleString('en'), 'text-anchor="middle"'),
    ]),
    text(right, bottom + 40, x.label, 'text-anchor="end"'),
    ...series.flatMap(({ label, points }, n) => {
      const { hue, dash } = STROKES[n % STROKES.length]!;
      const stroke = `stroke="${hue}" stroke-width="2" fill="none" stroke-dasharray="${dash}"`;
      return [
        `<path d="M${points.map(([px, py]) => `${atX(px).toFixed(1)} ${atY(py).toFixed(1)}`).join('L')}" ${stroke}/>`,
        ...(series.length === 1
          ? []
          : [
              `<line x1="${left}" y1="${64 + 20 * n}" x2="${left + 32}" y2="${64 + 20 * n}" ${stroke}/>`,
              text(left + 40, 68 + 20 * n, label),
            ]),
      ];
    }),
  ]);
}
