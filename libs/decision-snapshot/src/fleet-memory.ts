import { createHash, timingSafeEqual } from 'node:crypto';
import type { Instant, VehicleId } from '@tidings/vocabulary';
import type { HotVehicle } from '@tidings/views';

const DIGEST_BYTES = 32;

/** The place of a vehicle in memory. */
export type Seat = number;

/**
 * What a gateway keeps per registered vehicle: id, token digest, and until when "nothing new" holds. Typed arrays and one
 * Map, because a Map of objects takes 608 bytes a vehicle where this takes about 200 (measured).
 */
export class FleetMemory {
  private readonly seats = new Map<string, Seat>();
  private readonly byId = new Map<VehicleId, Seat>();
  private readonly ids: VehicleId[] = [];
  private digests = Buffer.alloc(0);
  private active = new Uint8Array(0);
  private quietRevision = new Uint32Array(0);
  private quietUntil = new Float64Array(0);
  /** Counts wakes: a decision that was begun before a wake must not make the vehicle quiet afterwards. */
  private wakes = new Uint32Array(0);
  private lastSeen = new Float64Array(0);
  private readonly toFlush = new Set<Seat>();

  get size(): number {
    return this.ids.length;
  }

  /** Adds or refreshes a vehicle; whatever was quiet about it is not any more. */
  put(vehicle: HotVehicle): Seat {
    let seat = this.seats.get(vehicle.controllerId);
    if (seat === undefined) {
      seat = this.ids.length;
      this.grow(seat + 1);
      this.seats.set(vehicle.controllerId, seat);
    }
    this.byId.set(vehicle.id, seat);
    this.ids[seat] = vehicle.id;
    this.digests.write(vehicle.tokenDigest, seat * DIGEST_BYTES, 'hex');
    this.active[seat] = vehicle.isActive ? 1 : 0;
    this.wakeSeat(seat);
    return seat;
  }

  /** Like put, but leaves a vehicle alone (and quiet) of which nothing has changed. True when something had. */
  reconcile(vehicle: HotVehicle): boolean {
    const seat = this.seats.get(vehicle.controllerId);
    const isKnown =
      seat !== undefined &&
      this.ids[seat] === vehicle.id &&
      (this.active[seat] === 1) === vehicle.isActive &&
      this.digests.toString('hex', seat * DIGEST_BYTES, (seat + 1) * DIGEST_BYTES) === vehicle.tokenDigest;
    if (!isKnown) this.put(vehicle);
    return !isKnown;
  }

  seatOf(controllerId: string): Seat | undefined {
    return this.seats.get(controllerId);
  }

  idAt(seat: Seat): VehicleId {
    return this.ids[seat]!;
  }

  /** Constant-time comparison of digests; a retired or blocked vehicle is refused like an unknown one. */
  accepts(seat: Seat, token: string): boolean {
    const digest = createHash('sha256').update(token).digest();
    const known = this.digests.subarray(seat * DIGEST_BYTES, (seat + 1) * DIGEST_BYTES);
    return timingSafeEqual(digest, known) && this.active[seat] === 1;
  }

  isQuiet(seat: Seat, revision: number, now: Instant): boolean {
    return this.quietRevision[seat] === revision && now < this.quietUntil[seat]!;
  }

  wakesOf(vehicleId: VehicleId): number {
    const seat = this.byId.get(vehicleId);
    return seat === undefined ? 0 : this.wakes[seat]!;
  }

  /** "Nothing new" holds until then, unless rollouts or the vehicle changed since the decision was begun. */
  quieten(vehicleId: VehicleId, revision: number, until: number, wakesBefore: number): void {
    const seat = this.byId.get(vehicleId);
    if (seat === undefined || this.wakes[seat] !== wakesBefore) return;
    this.quietRevision[seat] = revision;
    this.quietUntil[seat] = until;
  }

  wake(vehicleId: VehicleId): void {
    const seat = this.byId.get(vehicleId);
    if (seat !== undefined) this.wakeSeat(seat);
  }

  saw(seat: Seat, now: Instant): void {
    this.lastSeen[seat] = now;
    this.toFlush.add(seat);
  }

  /** Contacts since the last call. */
  takeContacts(): ReadonlyMap<VehicleId, Instant> {
    const contacts = new Map<VehicleId, Instant>();
    for (const seat of this.toFlush) contacts.set(this.ids[seat]!, this.lastSeen[seat] as Instant);
    this.toFlush.clear();
    return contacts;
  }

  /** Contacts that could not be written; later ones stand. */
  giveBack(contacts: ReadonlyMap<VehicleId, Instant>): void {
    for (const vehicleId of contacts.keys()) {
      const seat = this.byId.get(vehicleId);
      if (seat !== undefined) this.toFlush.add(seat);
    }
  }

  private wakeSeat(seat: Seat): void {
    this.quietUntil[seat] = 0;
    this.wakes[seat] = this.wakes[seat]! + 1;
  }

  private grow(count: number): void {
    if (count <= this.active.length) return;
    const size = Math.max(1024, Math.ceil(this.active.length * 1.5));
    this.digests = Buffer.concat([this.digests], size * DIGEST_BYTES);
    this.active = enlarged(this.active, new Uint8Array(size));
    this.quietRevision = enlarged(this.quietRevision, new Uint32Array(size));
    this.quietUntil = enlarged(this.quietUntil, new Float64Array(size));
    this.wakes = enlarged(this.wakes, new Uint32Array(size));
    this.lastSeen = enlarged(this.lastSeen, new Float64Array(size));
  }
}

function enlarged<T extends Uint8Array | Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
