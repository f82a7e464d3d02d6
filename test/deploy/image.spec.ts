import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isSetting } from '@tidings/foundation';
import { PROJECT } from '../processes/built.js';
import { imageArguments, imageStages, type Step } from './image.js';

const stages = imageStages();
const last = stages.at(-1)!;
const step = (word: string): Step => last.steps.find((one) => one.word === word)!;
const { engines } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { engines: { node: string } };

describe('the image', () => {
  it('is built in stages, all on one pinned Node that Tidings supports', () => {
    expect(stages.map(({ name }) => name)).toEqual(['build', 'dependencies', 'tidings']);
    expect(stages.map(({ from }) => from)).toEqual(stages.map(() => 'node:${NODE}'));
    const [, major, minor] = /^(\d+)\.(\d+)\.\d+-[a-z]+-slim$/.exec(imageArguments()['NODE']!)!;
    const [, least, leastMinor] = /^>=(\d+)\.(\d+)/.exec(engines.node)!;
    expect([Number(major), Number(minor)] >= [Number(least), Number(leastMinor)]).toBe(true);
  });

  it('carries what runs and nothing that only builds', () => {
    expect(last.steps.filter(({ word }) => word === 'RUN' || word === 'ADD')).toEqual([]);
    const installed = stages[1]!.steps.find(({ word }) => word === 'RUN')!.text;
    expect(installed).toMatch(/^npm ci --omit=dev --omit=optional /);
    const copied = last.steps.filter(({ word }) => word === 'COPY').flatMap(({ words }) => words.slice(0, -1));
    expect(copied).toEqual([
      ...['package.json', 'LICENSE', '/tidings/node_modules', '/tidings/dist'],
      ...['/tidings/libs/owner-pages/style', '/tidings/libs/operator-api/page', 'deploy/is-alive.mjs', '/tidings/data'],
    ]);
  });

  it('runs as nobody in particular, by number, and needs no shell', () => {
    expect(step('USER').text).toBe('1000:1000');
    expect(last.steps.indexOf(step('USER'))).toBeGreaterThan(last.steps.findLastIndex(({ word }) => word === 'COPY'));
    for (const word of ['ENTRYPOINT', 'CMD']) expect(step(word).text).toMatch(/^\[/);
    expect(step('HEALTHCHECK').text).toMatch(/CMD \["node", "deploy\/is-alive\.mjs"\]$/);
  });

  it('writes to one volume, opens one port, and stops as every app stops', () => {
    expect([step('VOLUME').text, step('EXPOSE').text, step('STOPSIGNAL').text]).toEqual(['/data', '8080', 'SIGTERM']);
  });

  it('sets only what settings know', () => {
    const names = [...step('ENV').text.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name!);
    expect(names.filter((name) => name !== 'NODE_ENV' && !isSetting(name))).toEqual([]);
    expect(names).toContain('TIDINGS_DATA');
  });

  it('is made of files that git has', () => {
    const tracked = new Set(execFileSync('git', ['ls-files'], { cwd: PROJECT, encoding: 'utf8' }).split('\n'));
    const fromHere = stages.flatMap(({ steps }) =>
      steps.filter(({ word, flags }) => word === 'COPY' && !flags['from']),
    );
    const sources = fromHere.flatMap(({ words }) => words.slice(0, -1)).filter((source) => source !== '.');
    expect(sources.filter((source) => !tracked.has(source))).toEqual([]);
  });
});
