import { Injectable } from '@nestjs/common';
import { ReadPool } from '@tidings/postgres';
import { Clock, type Instant, seconds } from '@tidings/vocabulary';
import {
  publicProgress,
  type PublicProgress,
  publishedNotes,
  type PublishedNotes,
  type PublishedRelease,
  publishedReleases,
} from '@tidings/views';
import { ForAWhile } from './for-a-while.js';

/** Everything published, with how far each release is. */
export interface PublishedList {
  readonly releases: readonly (PublishedRelease & { readonly rollouts: readonly PublicProgress[] })[];
  readonly countedAt: Instant;
}

/** One release in all its languages, with how far it is. */
export interface PublishedOne extends PublishedNotes {
  readonly rollouts: readonly PublicProgress[];
  readonly countedAt: Instant;
}

/*
 * A pause must show within a minute (release-notes.md, rule 2): readings are kept for 15 s here and pages for 30 s by browsers and
 * caches (answer-page.ts).
 */
const KEPT_FOR = seconds(15);
const MOST_RELEASES = 200;

/** What the pages are functions of, read from the views and kept for a moment. */
@Injectable()
export class Published {
  private readonly list: ForAWhile<PublishedList>;
  private readonly ones: ForAWhile<PublishedOne | undefined>;

  constructor(
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {
    this.list = new ForAWhile(clock, KEPT_FOR, 1);
    this.ones = new ForAWhile(clock, KEPT_FOR, MOST_RELEASES);
  }

  /** Newest first. Errors: 'database-away'. */
  all(): Promise<PublishedList> {
    return this.list.get('all', async () => {
      const countedAt = this.clock.now();
      const releases = await publishedReleases(this.pool);
      const rollouts = await publicProgress(
        this.pool,
        releases.map(({ releaseId }) => releaseId),
      );
      const withRollouts = releases.map((release) => ({ ...release, rollouts: of(release, rollouts) }));
      return { releases: withRollouts, countedAt };
    });
  }

  /** Undefined: no release of that name has a live note. Errors: 'database-away'. */
  one(slug: string): Promise<PublishedOne | undefined> {
    return this.ones.get(slug, async () => {
      const countedAt = this.clock.now();
      const notes = await publishedNotes(this.pool, slug);
      return notes && { ...notes, rollouts: await publicProgress(this.pool, [notes.releaseId]), countedAt };
    });
  }
}

const of = ({ releaseId }: PublishedRelease, rollouts: readonly PublicProgress[]): readonly PublicProgress[] =>
  rollouts.filter((rollout) => rollout.releaseId === releaseId);
