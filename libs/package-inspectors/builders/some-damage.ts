import fc from 'fast-check';

/** One thing that happens to a file. Places are counted from its front or, below 0, from its end, where trailers and directories are. */
export type Damage =
  | { readonly kind: 'byte'; readonly at: number; readonly to: number }
  | { readonly kind: 'bytes'; readonly at: number; readonly to: Uint8Array }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'twice'; readonly at: number; readonly length: number }
  | { readonly kind: 'gone'; readonly at: number; readonly length: number };

export function someDamage(size: number): fc.Arbitrary<Damage> {
  const at = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: -400, max: -1 }), fc.nat(size));
  const length = fc.integer({ min: 1, max: 200 });
  // Numbers that lengths, offsets and counts break at.
  const edges = fc.constantFrom(0, 1, 0x30, 0x7f, 0x80, 0x84, 0xff);
  return fc.oneof(
    fc.record({ kind: fc.constant('byte' as const), at, to: fc.oneof(edges, fc.nat(255)) }),
    fc.record({ kind: fc.constant('bytes' as const), at, to: fc.uint8Array({ minLength: 2, maxLength: 8 }) }),
    fc.record({
      kind: fc.constant('bytes' as const),
      at,
      to: fc.constantFrom('ffffffff', 'FFFFFFFF', '../../', '{{{{', '"\\', '[').map((text) => Buffer.from(text)),
    }),
    fc.record({ kind: fc.constant('cut' as const), at }),
    fc.record({ kind: fc.constant('twice' as const), at, length }),
    fc.record({ kind: fc.constant('gone' as const), at, length }),
  );
}

export const damaged = (whole: Uint8Array, damages: readonly Damage[]): Buffer =>
  damages.reduce<Buffer>((bytes, damage) => applied(bytes, damage), Buffer.from(whole));

function applied(bytes: Buffer, damage: Damage): Buffer {
  const at = Math.max(0, Math.min(damage.at < 0 ? bytes.length + damage.at : damage.at, bytes.length));
  switch (damage.kind) {
    case 'byte':
      if (at < bytes.length) bytes[at] = damage.to;
      return bytes;
    case 'bytes':
      bytes.set(damage.to.subarray(0, bytes.length - at), at);
      return bytes;
    case 'cut':
      return bytes.subarray(0, at);
    case 'twice':
      return Buffer.concat([bytes.subarray(0, at + damage.length), bytes.subarray(at)]);
    case 'gone':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + damage.length)]);
  }
}
