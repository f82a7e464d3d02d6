import { countText, instantText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import type { components } from '../../release-desk/openapi.js';

export type DryRun = components['schemas']['DryRunAnswer'];
type Forecast = components['schemas']['ForecastAnswer'];
type Range = components['schemas']['RangeAnswer'];
type Kinds = DryRun['waitingMarkets'];

/** The whole dry run, as a release manager reads it before saying yes. */
export function dryRunLines(dryRun: DryRun): readonly string[] {
  const { cohort, exclusions, waitingMarkets, forecast, differences } = dryRun;
  return [
    `Facts of ${instantText(dryRun.factsAt)}: ${countText(cohort, 'vehicle')} in the stages. Nothing was started.`,
    '',
    ...stageLines(dryRun),
    ...(exclusions.length > 0 ? ['', 'Would get nothing'] : []),
    ...exclusions.map(
      ({ gate, wants, has, vehicles }) => `  ${countText(vehicles, 'vehicle')}  ${gate}: ${has} (wanted: ${wants})`,
    ),
    ...(waitingMarkets.length > 0 ? ['', `Markets that wait for their note: ${kindsText(waitingMarkets)}`] : []),
    '',
    ...(forecast
      ? forecastLines(forecast, cohort)
      : [`The forecast is being rehearsed: ${shareText(dryRun)}. Ask again with  tidings rollout dry-run --last`]),
    ...(differences ? ['', ...differenceLines(differences)] : []),
  ];
}

const stageLines = ({ stages }: DryRun): readonly string[] =>
  table(
    [
      { head: 'stage', cell: ({ number }) => String(number), align: 'right' },
      { head: 'vehicles', cell: ({ vehicles }) => amount(vehicles), align: 'right' },
      { head: 'can take it', cell: ({ canTake }) => amount(canTake), align: 'right' },
      { head: 'markets', cell: ({ markets }) => kindsText(markets) },
      { head: 'models', cell: ({ models }) => kindsText(models) },
      { head: 'run now', cell: ({ versions }) => kindsText(versions) },
    ],
    stages.map((stage, place) => ({ ...stage, number: place + 1 })),
  );

const MOST_KINDS = 4;

function kindsText(kinds: Kinds): string {
  const told = kinds.slice(0, MOST_KINDS).map(({ value, vehicles }) => `${value ?? 'unknown'} ${amount(vehicles)}`);
  return [...told, ...(kinds.length > MOST_KINDS ? ['...'] : [])].join(', ');
}

function forecastLines({ expected, blastRadius, rehearsedCars, habits }: Forecast, cohort: number): readonly string[] {
  const { daysToComplete, downloadsByDay, tried, vehiclesPerCar } = expected;
  const scaled =
    vehiclesPerCar > 1 ? `; each rehearsed car stands for ${amount(Math.round(vehiclesPerCar))} of them` : '';
  return [
    `If nothing fails: ${daysToComplete ? `complete after ${rangeText(daysToComplete, 'days')}` : 'not complete within half a year'}; by then ${rangeText(tried)} of ${amount(cohort)} vehicles will have tried${scaled}.`,
    `Stages open after hours: ${expected.stages.map(({ hoursToOpen }) => rangeOr(hoursToOpen)).join(', ')}`,
    `Downloads by day: ${downloadsByDay.map(amount).join(', ')}`,
    ...habitLines(habits),
    '',
    `Blast radius, rehearsed with ${amount(rehearsedCars)} cars: the middle of the rehearsals, and the range of nine in ten`,
    ...blastLines(blastRadius),
  ];
}

/** What was measured, and what is assumed. */
function habitLines({
  contact,
  begin,
  download,
  install,
  kindsWithHistory,
  knowsHours,
}: Forecast['habits']): readonly string[] {
  const said = ({ measured }: { readonly measured: number }, more = ''): string =>
    measured === 0 ? 'assumed, no history' : `from ${amount(measured)} measured${more}`;
  const hours = knowsHours ? 'by the hours of the week' : 'hours of the week assumed even, no history';
  return [
    'Delays of this fleet:',
    `  until a car is heard   ${said(contact, kindsWithHistory > 0 ? `, ${countText(kindsWithHistory, 'kind')} apart` : '')}; ${hours}`,
    `  until it begins        ${said(begin)}`,
    `  download               ${said(download)}`,
    `  installation           ${said(install)}`,
  ];
}

const blastLines = (rows: Forecast['blastRadius']): readonly string[] =>
  table(
    [
      { head: 'if it fails in', cell: ({ percent }) => `${percent} %`, align: 'right' },
      { head: 'stopped', cell: ({ stopped, rehearsals }) => `${stopped} of ${rehearsals}`, align: 'right' },
      { head: 'after hours', cell: ({ hoursToStop }) => rangeOr(hoursToStop), align: 'right' },
      { head: 'tried', cell: ({ triedWhenStopped }) => rangeOr(triedWhenStopped), align: 'right' },
      { head: 'past stopping', cell: ({ pastStopping }) => rangeOr(pastStopping), align: 'right' },
      { head: 'broken in the end', cell: ({ broken }) => rangeOr(broken), align: 'right' },
    ],
    rows,
  );

export function differenceLines({ at, moved }: NonNullable<DryRun['differences']>): readonly string[] {
  if (moved.length === 0) return [`At the start (${instantText(at)}) nothing was different.`];
  return [
    `Different at the start (${instantText(at)}):`,
    ...moved.map(({ was, is, vehicles, sample }) => {
      const way =
        was === undefined
          ? `joined, in stage ${is! + 1}`
          : is === undefined
            ? `left stage ${was + 1}`
            : `went from stage ${was + 1} to ${is + 1}`;
      return `  ${countText(vehicles, 'vehicle')} ${way}: ${sample.join(', ')}${sample.length < vehicles ? ', ...' : ''}`;
    }),
  ];
}

const shareText = ({ shareDone }: DryRun): string => `${Math.floor(shareDone * 100)} %`;

const rangeOr = (range: Range | undefined): string => (range ? rangeText(range) : '-');

const rangeText = ({ median, low, high }: Range, unit = ''): string =>
  `${amount(median)} (${amount(low)} to ${amount(high)})${unit === '' ? '' : ` ${unit}`}`;

const amount = (count: number): string => (Math.round(count * 10) / 10).toLocaleString('en-GB');
