import { type CarKind, drawFleet, type SimulatedCar, type SimulatedRollout, Simulation } from '@tidings/fleet-model';
import type { RolloutFacts } from '@tidings/rollout-engine';
import { type Instant, parseInstant, seededChance, type StopAllOrder } from '@tidings/vocabulary';
import { ACT_SENTENCES } from './act-sentences.js';
import { type ScriptLine, scriptLines } from './script-lines.js';
import { say } from './sentence.js';
import { Transcript } from './transcript.js';

/** A script while it is acted out. */
export class ScenarioRun {
  line: ScriptLine = { number: 0, text: '', below: [] };
  private kinds: CarKind[] = [];
  private beginning: Instant = parseInstant('2026-03-10T12:00:00Z');
  private chance = seededChance(1);
  private world: { readonly simulation: Simulation; readonly transcript: Transcript } | undefined;

  /** What a release manager would have seen. Errors: an Error that names the line nobody understands. */
  static transcriptOf(script: string): string {
    const run = new ScenarioRun();
    for (const line of scriptLines(script)) {
      run.line = line;
      say(ACT_SENTENCES, run, line);
    }
    return run.transcript.text;
  }

  /** The fleet is drawn when it is first needed; from then on others may only join it. */
  get simulation(): Simulation {
    return this.opened().simulation;
  }

  get transcript(): Transcript {
    return this.opened().transcript;
  }

  describe(kind: CarKind): void {
    this.beforeItBegan('a fleet is described');
    this.kinds.push(kind);
  }

  sow(seed: number): void {
    this.beforeItBegan('a seed is chosen');
    this.chance = seededChance(seed);
  }

  beginAt(text: string): void {
    this.beforeItBegan('a beginning is set');
    this.beginning = parseInstant(text);
  }

  join(kind: CarKind): void {
    this.simulation.join(drawFleet([kind], this.chance, this.simulation.cars.length + 1));
  }

  /** Errors: an Error when nobody is called that. */
  rollout(name: string): SimulatedRollout {
    const found = this.simulation.rollouts.find(({ facts }) => facts.name === name);
    if (!found) throw new Error(`line ${this.line.number}: no rollout is called ${name}`);
    return found;
  }

  /** Errors: an Error when nobody is called that. */
  car(name: string): SimulatedCar {
    const found = this.simulation.cars.find(({ facts }) => facts.controllerId === name);
    if (!found) throw new Error(`line ${this.line.number}: no car is called ${name}`);
    return found;
  }

  /** A person, or the world, changes what is known of a rollout. */
  change(name: string, changed: (facts: RolloutFacts) => Partial<RolloutFacts>): void {
    const rollout = this.rollout(name);
    rollout.facts = { ...rollout.facts, ...changed(rollout.facts) };
    this.simulation.changed();
  }

  /** A person, or the world, changes what is known of every rollout. */
  changeAll(changed: { readonly stopAll: StopAllOrder | undefined }): void {
    for (const rollout of this.simulation.rollouts) {
      const { stopAll, ...facts } = { ...rollout.facts, ...changed };
      rollout.facts = { ...facts, ...(stopAll && { stopAll }) };
    }
    this.simulation.changed();
  }

  private opened(): { readonly simulation: Simulation; readonly transcript: Transcript } {
    if (!this.world) {
      const simulation = new Simulation(this.beginning, drawFleet(this.kinds, this.chance));
      this.world = { simulation, transcript: new Transcript(simulation) };
    }
    return this.world;
  }

  private beforeItBegan(what: string): void {
    if (this.world) throw new Error(`line ${this.line.number}: ${what} before the first rollout, or cars join later`);
  }
}
