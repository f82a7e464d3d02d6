import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from './run-tool.js';

/**
 * Signs the description of a package as CMS, detached, DER, with a certificate of its own that signs for itself. The
 * purpose must be emailProtection: it is what swupdate asks for unless told otherwise.
 */
export class PackageSigner {
  /** The certificate a vehicle must be given to trust this signer. */
  readonly certificatePath: string;
  private readonly keyPath: string;

  private constructor(private readonly directory: string) {
    this.certificatePath = join(directory, 'signer.pem');
    this.keyPath = join(directory, 'signer.key');
  }

  /** A new throw-away signer below a directory. Two signers of one name are still strangers to each other. */
  static async create(below: string, name: string): Promise<PackageSigner> {
    const signer = new PackageSigner(join(below, `signer-${name}`));
    await mkdir(signer.directory, { recursive: true });
    await runTool(
      signer.directory,
      {},
      'openssl',
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'],
      ...['-subj', `/O=Asterion/CN=${name}`, '-keyout', signer.keyPath, '-out', signer.certificatePath],
      ...['-addext', 'keyUsage=critical,digitalSignature', '-addext', 'extendedKeyUsage=emailProtection'],
    );
    return signer;
  }

  /** Writes the signature of a file beside it. */
  async sign(filePath: string, signaturePath: string): Promise<void> {
    await runTool(
      this.directory,
      {},
      'openssl',
      ...['cms', '-sign', '-in', filePath, '-out', signaturePath, '-signer', this.certificatePath],
      ...['-inkey', this.keyPath, '-outform', 'DER', '-nosmimecap', '-binary', '-md', 'sha256'],
    );
  }
}
