import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DirectoryLock } from './directory-lock.js';
import { identityOf } from './process-identity.js';

describe('the lock of a directory', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'tidings-lock-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const leave = (owner: object): void => writeFileSync(join(directory, 'in-use.3'), JSON.stringify(owner));
  const refusal = { code: 'database-in-use', facts: { ownerPid: process.pid } };
  const attempt = (): unknown => {
    try {
      return DirectoryLock.take(directory);
    } catch (error) {
      return error;
    }
  };

  it('is had by one at a time', () => {
    const first = DirectoryLock.take(directory);
    expect(attempt()).toMatchObject(refusal);
    first.release();
    DirectoryLock.take(directory);
    expect(attempt()).toMatchObject(refusal);
  });

  it('passes from a dead owner to the next, and leaves one file', () => {
    leave({ pid: 2 ** 22 + 1, birth: 'long ago' });
    DirectoryLock.take(directory);
    expect(DirectoryLock.ownerOf(directory)?.pid).toBe(process.pid);
    expect(readdirSync(directory)).toEqual(['in-use.4']);
  });

  it('is not held by another process that got the pid of a dead owner', () => {
    leave({ pid: process.pid, birth: 'long ago' });
    expect(DirectoryLock.ownerOf(directory)).toBeUndefined();
    DirectoryLock.take(directory);
  });

  it('is held by a living owner', () => {
    leave(identityOf(process.pid)!);
    expect(attempt()).toMatchObject(refusal);
  });
});
