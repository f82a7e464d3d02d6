import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PROJECT } from '../processes/built.js';
import { imageStages, type Stage, type Step } from './image.js';
import { imageContext } from './image-context.js';

const NOBODY_YET = { uid: 0, gid: 0 };

/** What a stage has become: its file system under a folder, and what its instructions said of a process in it. */
interface Built {
  readonly folder: string;
  workingDirectory: string;
  account: { readonly uid: number; readonly gid: number };
  readonly env: Record<string, string>;
  readonly commands: Record<string, readonly string[]>;
}

/**
 * deploy/Dockerfile without a container engine: each stage is a folder, COPY copies what the context and the stages before have,
 * RUN runs in it. What it cannot show: another base system, other libraries of C, a file system that is truly read-only.
 */
export class ImageBuild {
  private readonly stages = new Map<string, Built>();

  constructor(private readonly root: string) {
    chmodSync(root, 0o755);
  }

  /** Takes minutes: it installs twice. Errors: one with the words of the step that failed. */
  build(): void {
    for (const stage of imageStages()) this.stages.set(stage.name, this.buildStage(stage));
  }

  /** `docker run`: the entrypoint with a command, under the image's account, with the image's environment and more. */
  run(command: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
    const [file, ...rest] = [...this.last.commands['ENTRYPOINT']!, ...command];
    return spawn(file!, rest, { ...this.process(env), stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** `docker exec` of the HEALTHCHECK. */
  isHealthy(env: Readonly<Record<string, string>>): boolean {
    const [file, ...rest] = this.last.commands['HEALTHCHECK']!;
    return spawnSync(file!, rest, { ...this.process(env), stdio: 'ignore' }).status === 0;
  }

  /** Where a path inside the image lies outside. */
  inside(path: string): string {
    return join(this.last.folder, path);
  }

  private get last(): Built {
    return [...this.stages.values()].at(-1)!;
  }

  private process(more: Readonly<Record<string, string>>) {
    const { folder, workingDirectory, account, env } = this.last;
    const inImage = { ...env, TIDINGS_DATA: join(folder, env['TIDINGS_DATA']!) };
    // Only root may become somebody else.
    const who = process.getuid?.() === 0 ? account : {};
    return { cwd: join(folder, workingDirectory), env: { PATH: process.env['PATH']!, ...inImage, ...more }, ...who };
  }

  private buildStage({ name, steps }: Stage): Built {
    const built: Built = {
      folder: join(this.root, name),
      workingDirectory: '/',
      account: NOBODY_YET,
      env: {},
      commands: {},
    };
    mkdirSync(built.folder, { mode: 0o755 });
    for (const step of steps) this.take(step, built);
    return built;
  }

  private take(step: Step, built: Built): void {
    const { word, words, text } = step;
    switch (word) {
      case 'WORKDIR':
        built.workingDirectory = text;
        mkdirSync(join(built.folder, text), { recursive: true });
        return;
      case 'COPY':
        return this.copy(step, built);
      case 'RUN':
        return runIn(join(built.folder, built.workingDirectory), text);
      case 'ENV':
        for (const [, name, value] of text.matchAll(/([A-Z_]+)=(\S+)/g)) built.env[name!] = value!;
        return;
      case 'USER':
        built.account = { uid: Number(text.split(':')[0]), gid: Number(text.split(':')[1]) };
        return;
      case 'ENTRYPOINT':
      case 'CMD':
        built.commands[word] = words;
        return;
      case 'HEALTHCHECK':
        built.commands[word] = JSON.parse(text.slice(text.indexOf('['))) as string[];
        return;
      case 'ARG':
      case 'LABEL':
      case 'VOLUME':
      case 'EXPOSE':
      case 'STOPSIGNAL':
        return; // nothing to do without an engine
      default:
        throw new Error(`deploy/Dockerfile says ${word}, and nobody here knows how to do that`);
    }
  }

  private copy({ words, flags }: Step, { folder, workingDirectory }: Built): void {
    const to = join(folder, resolve(workingDirectory, words.at(-1)!));
    const from = flags['from'];
    for (const source of words.slice(0, -1)) {
      if (from !== undefined)
        cpSync(join(this.stages.get(from)!.folder, source), to, { recursive: true, verbatimSymlinks: true });
      else
        for (const path of source === '.' ? imageContext() : [source])
          place(path, source === '.' ? join(to, path) : to, words);
    }
    if (flags['chown'] !== undefined && process.getuid?.() === 0) {
      const [uid, gid] = flags['chown'].split(':').map(Number);
      chownSync(to, uid!, gid!);
    }
  }
}

function place(path: string, to: string, words: readonly string[]): void {
  const isFolder = words.at(-1)!.endsWith('/') || (existsSync(to) && statSync(to).isDirectory());
  const target = isFolder && !to.endsWith(path) ? join(to, path) : to;
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(PROJECT, path), target);
}

/** As in a fresh container: nothing of this process's environment but the way to the registry and its cache. */
function runIn(cwd: string, command: string): void {
  const npm = Object.entries(process.env).filter(([name]) =>
    /^npm_config_(registry|cache|cafile)$|_proxy$/i.test(name),
  );
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', command], {
    cwd,
    encoding: 'utf8',
    env: { PATH, HOME, npm_config_prefer_offline: 'true', ...Object.fromEntries(npm) },
  });
  if (status !== 0) throw new Error(`RUN ${command} ended with ${status}:\n${stdout}${stderr}`);
}
