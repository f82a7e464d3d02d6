import type { PublicProgress } from '@tidings/views';

/** A rollout as a line from "checked" to the end of its last stage. Places run from 0 to 1. */
export interface ProgressGeometry {
  /** End of each stage; `share` in basis points of the cohort. */
  readonly stations: readonly { readonly place: number; readonly share: number }[];
  /** How far the cars that have it, and those that were offered it, reach. */
  readonly done: number;
  readonly offered: number;
  /** The stage that is open now, while the rollout can go on. */
  readonly open: { readonly from: number; readonly to: number } | undefined;
}

type Counts = Pick<PublicProgress, 'stages' | 'stageIndex' | 'planned' | 'offered' | 'done' | 'state'>;

/**
 * Every stage is given the same width, because on a line drawn to scale the first 1 % could not be seen; within a stage a place is
 * proportional to cars. Undefined for a rollout that counts no cars: there is nothing to draw.
 */
export function progressGeometry({
  stages,
  stageIndex,
  planned,
  offered,
  done,
  state,
}: Counts): ProgressGeometry | undefined {
  if (planned === 0 || stages.length === 0) return undefined;
  const width = 1 / stages.length;
  const placeOf = (cars: number): number => {
    let before = 0;
    for (const [index, { vehicles }] of stages.entries()) {
      if (cars < vehicles) return (index + (cars - before) / (vehicles - before)) * width;
      before = vehicles;
    }
    return 1;
  };
  const isOpen = stageIndex !== undefined && (state === 'running' || state === 'paused');
  return {
    stations: stages.map(({ share }, index) => ({ place: (index + 1) * width, share })),
    done: done === 0 ? 0 : placeOf(done),
    offered: offered === 0 ? 0 : placeOf(offered),
    open: isOpen ? { from: stageIndex * width, to: (stageIndex + 1) * width } : undefined,
  };
}
