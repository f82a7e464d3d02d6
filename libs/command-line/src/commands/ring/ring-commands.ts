import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { createRing } from './create-ring.js';
import { listRings } from './list-rings.js';
import { addToRing, removeFromRing } from './move-ring.js';
import { showRing } from './show-ring.js';

export function ringCommands(program: Command, session: Session): void {
  const ring = program
    .command('ring')
    .description('vehicles that joined a group by their own wish: staff, early access');
  for (const add of COMMANDS) add(ring, session);
}

const COMMANDS = [createRing, addToRing, removeFromRing, listRings, showRing];
