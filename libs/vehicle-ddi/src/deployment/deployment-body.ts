import type { Deployment } from '@tidings/operations';
import type { DeploymentPackage } from '@tidings/views';
import type { Link, VehicleLinks } from '../door/vehicle-links.js';

export interface DeploymentBody {
  readonly id: string;
  readonly deployment: {
    readonly download: 'forced';
    readonly update: 'forced';
    readonly chunks: readonly ChunkBody[];
  };
}

interface ChunkBody {
  readonly part: 'bApp';
  readonly version: string;
  readonly name: string;
  readonly artifacts: readonly ArtifactBody[];
}

export interface ArtifactBody {
  readonly filename: string;
  readonly hashes: { readonly sha1: string; readonly md5: string; readonly sha256: string };
  readonly size: number;
  readonly _links: Readonly<Record<string, Link>>;
}

/**
 * A deployment on the wire (DDI section 3). Always 'forced': whoever sees a link may download and install now, "not yet" is no
 * link. One chunk per package, and its part is 'bApp', hawkBit's name of an application: Zephyr's client takes no other, swupdate
 * and rauc do not look at it.
 */
export function deploymentBody({ wireNumber, packages }: Deployment, links: VehicleLinks): DeploymentBody {
  const chunks = packages.map((one): ChunkBody => ({
    part: 'bApp',
    version: one.version,
    name: one.name,
    artifacts: [artifactBody(one, links)],
  }));
  return { id: `${wireNumber}`, deployment: { download: 'forced', update: 'forced', chunks } };
}

/** All three digests: swupdate and rauc check sha1, older Python clients md5, Zephyr sha256. */
export function artifactBody(one: DeploymentPackage, links: VehicleLinks): ArtifactBody {
  const download = links.artifact(one.wireNumber, one.fileName);
  const md5sum = links.artifact(one.wireNumber, `${one.fileName}.MD5SUM`);
  return {
    filename: one.fileName,
    hashes: { sha1: one.sha1, md5: one.md5, sha256: one.sha256 },
    size: one.size,
    _links: { download, md5sum, ...(!links.isSecure && { 'download-http': download, 'md5sum-http': md5sum }) },
  };
}
