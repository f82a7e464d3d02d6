export interface DeployedArtifact {
  readonly fileName: string;
  readonly bytes: number;
  /** Hex, as on the wire. */
  readonly sha1: string;
  readonly url: URL;
}

/** What a vehicle understands of deploymentBase (DDI section 3). */
export interface Deployment {
  /** 'skip' means: not now. */
  readonly update: 'skip' | 'attempt' | 'forced';
  readonly chunks: readonly { readonly name: string; readonly version: string }[];
  readonly artifacts: readonly DeployedArtifact[];
}

interface ArtifactBody {
  readonly filename: string;
  readonly size: number;
  readonly hashes: { readonly sha1: string };
  readonly _links: Readonly<Record<string, { readonly href: string } | undefined>>;
}

interface DeploymentBody {
  readonly deployment: {
    readonly update: Deployment['update'];
    readonly chunks: readonly {
      readonly name: string;
      readonly version: string;
      readonly artifacts?: readonly ArtifactBody[];
    }[];
  };
}

/** Errors: SyntaxError or TypeError when it is no deployment that a vehicle can read. */
export function parseDeployment(body: string, fetched: URL): Deployment {
  const { deployment } = JSON.parse(body) as DeploymentBody;
  return {
    update: deployment.update,
    chunks: deployment.chunks.map(({ name, version }) => ({ name, version })),
    artifacts: deployment.chunks.flatMap(({ artifacts = [] }) => artifacts.map((one) => readArtifact(one, fetched))),
  };
}

/** Clients prefer `download` and fall back to `download-http`. */
function readArtifact({ filename, size, hashes, _links }: ArtifactBody, fetched: URL): DeployedArtifact {
  const link = _links['download'] ?? _links['download-http'];
  if (!link) throw new TypeError(`no link to ${filename}`);
  return { fileName: filename, bytes: size, sha1: hashes.sha1, url: new URL(link.href, fetched) };
}
