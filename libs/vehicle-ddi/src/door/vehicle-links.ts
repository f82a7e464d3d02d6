import type { FastifyRequest } from 'fastify';
import { DdiRefusal } from './ddi-refusal.js';

export interface Link {
  readonly href: string;
}

/** Absolute addresses of one vehicle's things, on the scheme and host that the vehicle itself used. */
export class VehicleLinks {
  private constructor(
    private readonly base: string,
    readonly isSecure: boolean,
  ) {}

  /** Errors: DdiRefusal 'address-not-valid' when the Host header is no host. */
  static of({ protocol, host, params }: FastifyRequest): VehicleLinks {
    // It is repeated in addresses that a vehicle will trust.
    if (!/^[A-Za-z0-9._\-:[\]]{1,255}$/.test(host))
      throw new DdiRefusal('address-not-valid', 'The Host header must name the host and port that was asked.');
    const { tenant, controllerId } = params as { readonly tenant: string; readonly controllerId: string };
    const path = `/${encodeURIComponent(tenant)}/controller/v1/${encodeURIComponent(controllerId)}`;
    return new VehicleLinks(`${protocol}://${host}${path}`, protocol === 'https');
  }

  /** `c` stands in hawkBit's links, and older Python clients look for it; what stands behind one of ours never changes. */
  deploymentBase(wireNumber: number): Link {
    return { href: `${this.base}/deploymentBase/${wireNumber}?c=${wireNumber}` };
  }

  cancelAction(wireNumber: number): Link {
    return { href: `${this.base}/cancelAction/${wireNumber}` };
  }

  configData(): Link {
    return { href: `${this.base}/configData` };
  }

  artifact(packageWireNumber: number, fileName: string): Link {
    return { href: `${this.base}/softwaremodules/${packageWireNumber}/artifacts/${encodeURIComponent(fileName)}` };
  }
}
