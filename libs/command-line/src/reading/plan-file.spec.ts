import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '../refusal.js';
import { planIn } from './plan-file.js';

describe('a plan in a file', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'tidings-plan-'))));
  afterAll(() => rm(folder, { recursive: true }));
  const filed = async (text: string): Promise<string> => {
    const path = join(folder, 'plan.json');
    await writeFile(path, text);
    return path;
  };

  it('is what the release desk is sent', async () => {
    expect(await planIn(await filed('\uFEFF{"template": "careful", "priority": 2}'))).toEqual({
      template: 'careful',
      priority: 2,
    });
  });

  it.each(['', '[]', 'null', '7', '{"template":'])('is refused when it is %j', async (text) => {
    await expect(planIn(await filed(text))).rejects.toBeInstanceOf(Refusal);
  });
});
