import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { claimedDeclaration, type PackageDeclaration, signDeclaration, withSignature } from '@tidings/update-trust';
import type { Command } from 'commander';
import { type DigestedFile, digestFile } from '../../keys/digest-file.js';
import { readKeyFile } from '../../keys/read-key-file.js';
import { parseList } from '../../reading/parse-list.js';
import { type Refusal, refuse } from '../../refusal.js';
import type { Session } from '../../session.js';

/** What is said of a file, and by whom: signed here, or on another machine before. */
export interface DeclarationOptions {
  readonly name?: string;
  readonly version?: string;
  readonly hardware?: readonly string[];
  readonly key?: string;
  readonly alg?: string;
  readonly declaration?: string;
  readonly signature?: string;
}

/** A file with its signed declaration. */
export interface DeclaredFile extends DigestedFile {
  readonly path: string;
  /** A compact JWS. */
  readonly declaration: string;
}

/** The options that say what a package is. */
export const describedBy = (command: Command): Command =>
  command
    .option('--name <name>', 'what people call the package')
    .option('--version <version>', 'as in 4.2.0')
    .option('--hardware <ids>', 'kinds of ECU hardware it is for, with commas between', parseList);

/** Nothing is asked of the network here: this is also what an air-gapped machine does. Errors: Refusal; those of signDeclaration. */
export async function declaredFile(session: Session, file: string, options: DeclarationOptions): Promise<DeclaredFile> {
  const path = session.pathOf(file);
  if (options.declaration !== undefined) return await declaredBefore(session, path, options.declaration, options);
  const { key, alg } = options;
  if (key === undefined) throw missing('--key FILE');
  const privateJwk = await readKeyFile(session.pathOf(key), alg);
  const { digested, said } = await declarationOf(path, session, options);
  return { path, ...digested, declaration: await signDeclaration(said, privateJwk) };
}

/** What is to be signed of a file. Errors: Refusal when the options do not say enough; those of the file. */
export async function declarationOf(
  path: string,
  { io }: Session,
  { name, version, hardware }: DeclarationOptions,
): Promise<{ readonly digested: DigestedFile; readonly said: PackageDeclaration }> {
  if (name === undefined) throw missing('--name NAME');
  if (version === undefined) throw missing('--version VERSION');
  if (hardware === undefined) throw missing('--hardware ID,ID');
  const digested = await digestFile(path, io.err);
  return { digested, said: { fileName: basename(path), ...digested, name, version, hardwareIds: hardware } };
}

/** Looked at before a byte is sent: it is of this very file, or the wrong one was taken. Whether it holds, the release desk says. */
async function declaredBefore(
  session: Session,
  path: string,
  declared: string,
  { signature, name, version, hardware, key }: DeclarationOptions,
): Promise<DeclaredFile> {
  if ([name, version, hardware, key].some((each) => each !== undefined))
    throw refuse(
      'With --declaration, all that is said of the file is signed already: leave out --name, --version, --hardware and --key.',
    );
  const text = (await readFile(session.pathOf(declared), 'utf8')).trim();
  const jws = signature === undefined ? text : withSignature(text, await readFile(session.pathOf(signature)));
  const { declaration } = claimedDeclaration(jws);
  const digested = await digestFile(path, session.io.err);
  if (declaration.sha256 !== digested.sha256 || declaration.size !== digested.size)
    throw refuse(
      `${declared} is not about ${path}: it declares ${declaration.fileName} of ${declaration.size} bytes with the SHA-256 ${declaration.sha256},`,
      `and this file has ${digested.size} bytes and ${digested.sha256}. Nothing was sent: name the file that was declared.`,
    );
  return { path, ...digested, declaration: jws };
}

const missing = (option: string): Refusal =>
  refuse(`${option} is missing. A file that was signed elsewhere comes with --declaration FILE.jws instead.`);
