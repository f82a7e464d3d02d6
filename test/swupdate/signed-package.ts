import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PackageSigner } from './package-signer.js';
import { runTool } from './run-tool.js';

/** What a real vehicle downloads: a .swu file and everything deploymentBase says about it. */
export interface SignedPackage {
  readonly path: string;
  readonly fileName: string;
  readonly version: string;
  readonly content: Buffer;
  readonly sha1: string;
  readonly sha256: string;
  readonly md5: string;
}

export interface PackageContents {
  readonly version: string;
  readonly signer: PackageSigner;
  /** The hardware it fits: a vehicle with another board or revision refuses it. */
  readonly hardware: { readonly board: string; readonly revision: string };
  /** Incompressible bytes beside the version file, so that a download can be cut. They are streamed to the vehicle's disk. */
  readonly payloadBytes?: number;
  /** The installation stops in the middle until the vehicle is told to go on (RealVehicle.finishInstalling). */
  readonly waitsWhileInstalling?: boolean;
}

/**
 * Builds a real package: a cpio archive (crc format) of sw-description, its signature and the files, in this order.
 * Paths in it are relative to the vehicle's root, swupdate's working directory, so one package serves many vehicles.
 * `version` is written last and atomically: it appears only when all else is there.
 */
export async function buildSignedPackage(below: string, contents: PackageContents): Promise<SignedPackage> {
  const fileName = `${contents.hardware.board}-${contents.version}.swu`;
  const directory = join(below, `${fileName}-${randomBytes(4).toString('hex')}`);
  await mkdir(directory);
  const files = filesOf(contents);
  for (const { name, bytes } of files) await writeFile(join(directory, name), bytes);
  await writeFile(join(directory, 'sw-description'), descriptionOf(contents, files));
  await contents.signer.sign(join(directory, 'sw-description'), join(directory, 'sw-description.sig'));
  const members = ['sw-description', 'sw-description.sig', ...files.map(({ name }) => name)];
  await writeFile(join(directory, 'members'), members.map((name) => `${name}\n`).join(''));
  const path = join(directory, fileName);
  await runTool(directory, {}, 'sh', '-c', `cpio --quiet -o -H crc < members > '${fileName}'`);
  const content = await readFile(path);
  const digest = (algorithm: string): string => createHash(algorithm).update(content).digest('hex');
  return {
    path,
    fileName,
    version: contents.version,
    content,
    sha1: digest('sha1'),
    sha256: digest('sha256'),
    md5: digest('md5'),
  };
}

interface PackedFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly kind: 'file' | 'streamed-file' | 'script';
}

function filesOf(contents: PackageContents): readonly PackedFile[] {
  const wait = 'touch installing; while [ -e installing ]; do sleep 0.1; done\n';
  return [
    { name: 'payload', bytes: randomBytes(contents.payloadBytes ?? 65_536), kind: 'streamed-file' },
    { name: 'version', bytes: Buffer.from(contents.version), kind: 'file' },
    ...(contents.waitsWhileInstalling === true
      ? [{ name: 'wait.sh', bytes: Buffer.from(`#!/bin/sh\n${wait}`), kind: 'script' } as const]
      : []),
  ];
}

/** Entries below the name of the board: another board finds nothing to install and refuses the package. */
function descriptionOf({ version, hardware }: PackageContents, files: readonly PackedFile[]): string {
  const entry = ({ name, bytes, kind }: PackedFile): string =>
    [
      `filename = "${name}"`,
      `sha256 = "${createHash('sha256').update(bytes).digest('hex')}"`,
      kind === 'script' ? 'type = "preinstall"' : `path = "standby/${name}"; properties: { atomic-install = "true"; }`,
      ...(kind === 'streamed-file' ? ['installed-directly = true'] : []),
    ].join('; ');
  const list = (name: string, members: readonly PackedFile[]): string =>
    members.length === 0
      ? ''
      : `    ${name}: (\n${members.map((file) => `      { ${entry(file)}; }`).join(',\n')}\n    );\n`;
  const scripts = files.filter(({ kind }) => kind === 'script');
  const plain = files.filter(({ kind }) => kind !== 'script');
  return (
    `software =\n{\n  version = "${version}";\n  ${hardware.board} = {\n` +
    `    hardware-compatibility: [ "${hardware.revision}" ];\n` +
    `${list('files', plain)}${list('scripts', scripts)}  };\n}\n`
  );
}
