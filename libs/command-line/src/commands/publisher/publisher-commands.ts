import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { addPublisher } from './add-publisher.js';
import { listPublishers } from './list-publishers.js';
import { newPublisherKey } from './new-publisher-key.js';
import { revokeKey } from './revoke-key.js';
import { rotateKey } from './rotate-key.js';

export function publisherCommands(program: Command, session: Session): void {
  const publisher = program.command('publisher').description('who may sign packages');
  for (const add of [newPublisherKey, addPublisher, listPublishers]) add(publisher, session);
  const key = publisher.command('key').description('how a key ends');
  for (const add of [rotateKey, revokeKey]) add(key, session);
}
