import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { runTool } from './run-tool.js';
import { configurationOf, RealVehicleSetup } from './vehicle-configuration.js';

/** What swupdate is told at its start about the update it installed before: `-c 2` and `-c 3`. */
type UpdateState = 'succeeded' | 'failed';

/** As systemd starts its services. Without it swupdate is killed when its own log reader gives up on a busy machine. */
const IGNORING_SIGPIPE = `trap '' PIPE; exec "$0" "$@"`;

/**
 * Debian's unmodified swupdate as a car with two slots: it installs into the standby slot, and the new software runs
 * only after a restart, for which swupdate waits and which is the work of a boot loader; here of `restart`. Debian's
 * build remembers the state of an update in that boot loader; without one this class remembers it, in the file
 * `update-state`, until swupdate has reported it. What the car runs is the file `version` in its root and nothing else.
 */
export class RealVehicle {
  /** Everything swupdate has said since the vehicle was made, over all its restarts. */
  readonly log: string[] = [];
  private process: ChildProcess | undefined;
  private startedAtLine = 0;
  private pacing: Promise<void> = Promise.resolve();

  private constructor(private readonly setup: RealVehicleSetup) {}

  static async make(setup: RealVehicleSetup): Promise<RealVehicle> {
    const vehicle = new RealVehicle(setup);
    await mkdir(vehicle.at('standby'), { recursive: true });
    await mkdir(vehicle.at('tmp'));
    await writeFile(vehicle.at('version'), setup.runs);
    return vehicle;
  }

  /** Switches swupdate on. If an update is still to be reported, it reports first, to whatever its poll then shows. */
  async start(): Promise<void> {
    if (this.process !== undefined) throw new Error('This vehicle is already running: stop it first.');
    await writeFile(this.at('swupdate.cfg'), configurationOf(this.setup, this.installedVersion()));
    this.startedAtLine = this.log.length;
    this.process = spawn('sh', ['-c', IGNORING_SIGPIPE, 'swupdate', ...this.options()], {
      cwd: this.setup.root,
      env: { ...process.env, TMPDIR: this.at('tmp') },
      detached: true, // A group of its own: swupdate is several processes, and a power cut takes them all.
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => this.log.push(line));
    }
    const { pollEverySeconds } = this.setup;
    if (pollEverySeconds !== undefined) this.pacing = this.keepPace(pollEverySeconds, this.process);
  }

  /** Polls at once, as a car does whose driver presses "look for updates". */
  async pollNow(): Promise<void> {
    await this.tell('-t');
  }

  /** SIGKILL is a power cut; SIGTERM an orderly end. Remembers what is still to be reported. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
    const stopped = this.process;
    this.process = undefined;
    if (stopped?.pid === undefined) return;
    const saidAll = stopped.exitCode === null && stopped.signalCode === null ? once(stopped, 'close') : undefined;
    if (signal === 'SIGTERM' && saidAll !== undefined) {
      const ended = once(stopped, 'exit');
      stopped.kill('SIGTERM');
      await ended;
    }
    killGroup(stopped.pid);
    await saidAll;
    await this.pacing;
    if (this.hasCleared()) await rm(this.at('update-state'), { force: true });
  }

  /**
   * What a car does after installing: it boots the standby slot if one is complete, or boots it, finds it broken and
   * falls back. Without a complete standby slot it is only a restart.
   */
  async restart(boot: 'new' | 'falls-back' = 'new'): Promise<void> {
    await this.stop();
    if (this.hasInstalled()) {
      const state: UpdateState = boot === 'new' ? 'succeeded' : 'failed';
      if (boot === 'new') await rename(this.at('standby/version'), this.at('version'));
      if (!this.hasCancelledAfterInstalling()) await writeFile(this.at('update-state'), state);
    }
    await rm(this.at('standby/version'), { force: true });
    await rm(this.at('restart-wanted'), { force: true });
    await this.start();
  }

  /**
   * True from the end of an installation until the restart. The wish to restart alone proves nothing: on a busy machine
   * swupdate has been seen to report all chunks installed, and to ask for it, after its installer refused the package.
   */
  hasInstalled(): boolean {
    return existsSync(this.at('restart-wanted')) && existsSync(this.at('standby/version'));
  }

  /** True while a package made with `waitsWhileInstalling` waits. */
  isInstalling(): boolean {
    return existsSync(this.at('installing'));
  }

  /** Lets a package that waits while installing go on. */
  async finishInstalling(): Promise<void> {
    await rm(this.at('installing'));
  }

  installedVersion(): string {
    return readFileSync(this.at('version'), 'utf8');
  }

  /** Waits for something to become true; fails with the end of the vehicle's log. */
  async waitFor(what: string, isSo: () => boolean, withinMs = 15_000): Promise<void> {
    const until = Date.now() + withinMs;
    while (!isSo()) {
      if (Date.now() > until) {
        throw new Error(
          `Not within ${withinMs} ms: ${what}. The vehicle said last:\n${this.log.slice(-40).join('\n')}`,
        );
      }
      await sleep(25);
    }
  }

  private options(): readonly string[] {
    const { hardware, trusts, pollEverySeconds } = this.setup;
    const state = this.stateToReport();
    const suricatta = [
      '-p 1 -m 1',
      ...(pollEverySeconds === undefined ? [] : ['-d']),
      ...(state === undefined ? [] : [`-c ${state === 'succeeded' ? '2' : '3'}`]),
    ];
    return [
      ...['-f', this.at('swupdate.cfg'), '-l', '5', '-k', trusts, '-H', `${hardware.board}:${hardware.revision}`],
      ...['-p', 'touch restart-wanted', '-u', suricatta.join(' ')],
    ];
  }

  /**
   * Started idle, given its pace, then let go: a pace told while a poll is under way is overwritten by that poll's answer.
   * Idle it still reports a finished update first, and waits for a server that is away.
   */
  private async keepPace(seconds: number, running: ChildProcess): Promise<void> {
    while (!this.hasSaid('entering suricatta main loop')) {
      if (this.process !== running) return;
      await sleep(25);
    }
    try {
      await this.tell('-p', `${seconds}`);
      await this.tell('-e');
    } catch (cause) {
      if (this.process === running) this.log.push(`The vehicle could not be given its pace: ${String(cause)}`);
    }
  }

  private async tell(...options: readonly string[]): Promise<void> {
    await runTool(this.setup.root, { TMPDIR: this.at('tmp') }, 'swupdate-ipc', 'hawkbitcfg', ...options);
  }

  private stateToReport(): UpdateState | undefined {
    const path = this.at('update-state');
    return existsSync(path) ? (readFileSync(path, 'utf8') as UpdateState) : undefined;
  }

  /**
   * Whether swupdate has set the state of its update back since its last start: it does so when its verdict was taken or
   * when it has acknowledged a cancel, and keeps it when the poll after the restart showed no action to report to.
   */
  private hasCleared(): boolean {
    const isPastReporting =
      this.hasSaid('entering suricatta main loop') && !this.hasSaid('but no active update on server');
    return isPastReporting || this.hasSaid('Acknowledging cancelled update');
  }

  /** A cancel acknowledged between the installation and the restart sets the state back; the new software boots all the same. */
  private hasCancelledAfterInstalling(): boolean {
    const installed = this.log.findLastIndex((line) => line.includes('SWUPDATE successful !'));
    return this.log.slice(installed).some((line) => line.includes('Acknowledging cancelled update'));
  }

  /** Since its last start. */
  private hasSaid(words: string): boolean {
    return this.log.slice(this.startedAtLine).some((line) => line.includes(words));
  }

  private at(name: string): string {
    return join(this.setup.root, name);
  }
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
