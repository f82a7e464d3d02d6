import type { BodyPart } from './note-body.js';
import type { NoteProblem } from './note-problem.js';

/** The parts of a body, each to be taken once by the entry of the front matter that has its key. */
export class BodyParts {
  private readonly left = new Map<string, BodyPart>();
  private readonly taken = new Set<string>();

  constructor(
    parts: readonly BodyPart[],
    readonly problems: NoteProblem[],
  ) {
    for (const part of parts) {
      if (this.left.has(part.key))
        this.refuse(part.line, `The heading "${part.key}" stands twice`, 'Put both texts under one');
      this.left.set(part.key, part);
    }
  }

  take(key: string): BodyPart | undefined {
    this.taken.add(key);
    const part = this.left.get(key);
    this.left.delete(key);
    return part;
  }

  isTaken(key: string): boolean {
    return this.taken.has(key);
  }

  /** Call last: a heading nobody took belongs to no entry. */
  refuseOthers(): void {
    for (const { key, line } of this.left.values()) {
      this.refuse(
        line,
        `No improvement or chapter has the key "${key}"`,
        `Write one of ${[...this.taken].join(', ')}, or add it to the front matter`,
      );
    }
  }

  refuse(line: number, problem: string, fix: string): void {
    this.problems.push({ line, problem, fix });
  }
}
