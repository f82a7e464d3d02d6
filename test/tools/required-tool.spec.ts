import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { requirementOf } from './required-tool.js';

const withCpio = mkdtempSync(join(tmpdir(), 'tidings-tools-'));
writeFileSync(join(withCpio, 'cpio'), '#!/bin/sh\n');
chmodSync(join(withCpio, 'cpio'), 0o755);
writeFileSync(join(withCpio, 'openssl'), 'not a program');
afterAll(() => rmSync(withCpio, { recursive: true }));

describe('a test that needs a program', () => {
  it('runs where the program is', () => {
    expect(requirementOf(['cpio'], { PATH: `/nowhere:${withCpio}` })).toEqual({ kind: 'met' });
  });

  it('is skipped where the program is absent, and says what to install', () => {
    expect(requirementOf(['cpio', 'swupdate'], { PATH: withCpio })).toEqual({
      kind: 'skipped',
      why: 'swupdate not installed; on Debian: apt-get install swupdate',
    });
  });

  it.each(['cpio', 'radosgw', 'chromium'] as const)('fails without %s in a pipeline (CI=true)', (tool) => {
    expect(requirementOf([tool], { PATH: '/nowhere', CI: 'true' }).kind).toBe('failed');
  });

  it('does not take a file that cannot be run for the program', () => {
    expect(requirementOf(['openssl'], { PATH: withCpio }).kind).toBe('skipped');
  });
});
