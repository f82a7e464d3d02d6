import type { Command } from 'commander';
import { countText } from '../../printing/amounts.js';
import { namesListedIn } from '../../reading/name-list-file.js';
import { refuse } from '../../refusal.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

/** As many as the release desk takes at once. */
const AT_ONCE = 5_000;

export const addToRing = (to: Command, session: Session): Command =>
  move(to, session, { verb: 'add', path: '/api/rings/{name}/join', did: 'joined' });

export const removeFromRing = (to: Command, session: Session): Command =>
  move(to, session, { verb: 'remove', path: '/api/rings/{name}/leave', did: 'left' });

interface Move {
  readonly verb: 'add' | 'remove';
  readonly path: '/api/rings/{name}/join' | '/api/rings/{name}/leave';
  readonly did: string;
}

const move = (to: Command, session: Session, { verb, path, did }: Move): Command =>
  to
    .command(`${verb} <ring> [vehicles...]`)
    .description(verb === 'add' ? 'let vehicles join' : 'let vehicles leave')
    .option('--vehicles <file>', 'a file with a controller id a line')
    .action(async (name: string, typed: readonly string[], options: { readonly vehicles?: string }) => {
      const listed = options.vehicles === undefined ? [] : await namesListedIn(session.pathOf(options.vehicles));
      const vehicles = [...new Set([...typed, ...listed])];
      if (vehicles.length === 0) throw refuse('Name a vehicle, or give a file with --vehicles.');
      const desk = await session.desk();
      let moved = 0;
      for (let first = 0; first < vehicles.length; first += AT_ONCE) {
        const body = { vehicles: vehicles.slice(first, first + AT_ONCE) };
        moved += (await answered(desk.POST(path, { params: { path: { name } }, body }))).moved;
      }
      const rest = vehicles.length - moved;
      session.say(`${countText(moved, 'vehicle')} ${did} the ring ${name}${rest > 0 ? `; ${rest} had already` : ''}.`);
    });
