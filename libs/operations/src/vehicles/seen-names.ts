/**
 * Which names there have been, in 32 to 64 bytes each whatever their length: an import of millions must not keep them all. Two
 * names are taken for one with a probability of about n^2 / 2^107: never, in a fleet.
 */
export class SeenNames {
  private first = new Float64Array(1_024);
  private second = new Float64Array(1_024);
  private size = 0;

  /** False: it was there before. */
  add(name: string): boolean {
    if (this.size * 2 >= this.first.length) this.grow();
    return this.place(hashOf(name, 1), hashOf(name, 2));
  }

  private place(one: number, other: number): boolean {
    const { first, second } = this;
    let slot = one % first.length;
    while (first[slot] !== 0) {
      if (first[slot] === one && second[slot] === other) return false;
      slot = (slot + 1) % first.length;
    }
    first[slot] = one;
    second[slot] = other;
    this.size += 1;
    return true;
  }

  private grow(): void {
    const { first, second } = this;
    this.first = new Float64Array(first.length * 2);
    this.second = new Float64Array(first.length * 2);
    this.size = 0;
    for (let slot = 0; slot < first.length; slot++) if (first[slot] !== 0) this.place(first[slot]!, second[slot]!);
  }
}

/** 53 bits, never 0: cyrb53 (bryc, public domain), two multiplicative hashes that mix each other at the end. */
function hashOf(text: string, seed: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return 4_294_967_296 * (b & 0x1fffff) + (a >>> 0) || 1;
}
