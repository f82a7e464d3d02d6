import type { PageLanguage } from '@tidings/release-notes';
import type { PublicProgress } from '@tidings/views';
import type { VNode } from 'preact';
import { DOOR_WORDS } from '../words/door-words.js';
import { speaker } from '../words/speaker.js';
import { progressGeometry } from './progress-geometry.js';

const HEIGHT = 72;
const Y = 34;

/**
 * The drawing of a rollout; the sentences beside it say the same, so a screen reader passes it by. Places are percentages and nothing
 * is scaled: words stay as large on a phone as they are on a desk.
 */
export function ProgressLine({
  language,
  rollout,
}: {
  readonly language: PageLanguage;
  readonly rollout: PublicProgress;
}): VNode | null {
  const geometry = progressGeometry(rollout);
  if (!geometry) return null;
  const { stations, done, offered, open } = geometry;
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 });
  const last = stations.at(-1)!;
  const end = last.share === 10_000 ? DOOR_WORDS[language].everybody : percent.format(last.share / 10_000);
  return (
    <svg class={`line line-${rollout.state}`} width="100%" height={HEIGHT} aria-hidden="true" focusable="false">
      {open && <Stretch name="open" from={open.from} to={open.to} />}
      <Stretch name="track" from={0} to={1} />
      {offered > 0 && <Stretch name="offered" from={0} to={offered} />}
      {done > 0 && <Stretch name="done" from={0} to={done} />}
      {[0, ...stations.map(({ place }) => place)].map((place) => (
        <circle class={place <= offered ? 'station station-passed' : 'station'} cx={percents(place)} cy={Y} r="5" />
      ))}
      {stations.slice(0, -1).map(({ place, share }) => (
        <text class="share" x={percents(place)} y="12" text-anchor="middle">
          {percent.format(share / 10_000)}
        </text>
      ))}
      <text class="end" x="0" y={HEIGHT - 6} text-anchor="start">
        {speaker(language)('waiting.checked')}
      </text>
      <text class="end" x="100%" y={HEIGHT - 6} text-anchor="end">
        {end}
      </text>
      <svg class="here" x={percents(offered)} y={Y} overflow="visible">
        <circle r="11" />
        {rollout.state === 'paused' && <path d="M-3 -4.5V4.5M3 -4.5V4.5" />}
        {rollout.state === 'halted' && <path d="M-3.5 -3.5 3.5 3.5M-3.5 3.5 3.5 -3.5" />}
        {rollout.state === 'completed' && <path d="M-4.5 .5 -1.5 3.5 4.5 -3" />}
      </svg>
    </svg>
  );
}

function Stretch({ name, from, to }: { readonly name: string; readonly from: number; readonly to: number }): VNode {
  return <line class={`stretch-${name}`} x1={percents(from)} x2={percents(to)} y1={Y} y2={Y} />;
}

/** 0.375 is '37.5%': hundredths of a percent are finer than a pixel. */
const percents = (place: number): string => `${Math.round(place * 10_000) / 100}%`;
