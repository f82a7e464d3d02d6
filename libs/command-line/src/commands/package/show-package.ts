import type { Command } from 'commander';
import { instantText, sizeText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { packageIdNamed } from './all-packages.js';

type Package = components['schemas']['PackageAnswer'];

export const showPackage = (to: Command, session: Session): Command =>
  to
    .command('show <package>')
    .description('one package: what was declared, and what the file says of itself')
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const path = { id: await packageIdNamed(desk, text) };
      const filed = await answered(desk.GET('/api/packages/{id}', { params: { path } }));
      session.show(filed, options, () => [
        `${filed.name} ${filed.version}`,
        ...facts([
          ['Id', filed.id],
          ['File', `${filed.fileName}, ${sizeText(filed.size)}`],
          ['SHA-256', filed.sha256],
          ['For hardware', filed.hardwareIds.join(', ')],
          ['Signed by', `${filed.publisher}${filed.isKeyRevoked ? ' (key revoked)' : ''}`],
          ['Received', `${instantText(filed.receivedAt)} by ${filed.receivedBy}`],
        ]),
        ...insideLines(filed),
      ]);
    });

function insideLines({ inspection }: Package): readonly string[] {
  if (inspection === undefined) return ['It came in before packages were looked into.'];
  const { format, form, version, hardware, images, signature, notRead, findings } = inspection;
  return [
    ...facts([
      ['Inside', form === undefined ? format : `${format} (${form})`],
      ['It says', version],
      ['It fits', hardware.length > 0 ? hardware.join(', ') : undefined],
      ['Installs', images.length > 0 ? images.map(imageText).join(', ') : undefined],
      ['Signature', `${signature}; vehicles check it`],
      ['Not read', notRead.length > 0 ? notRead.join('; ') : undefined],
    ]),
    ...findings.filter(({ rule }) => rule === 'warn').map(({ says }) => `Warning: ${says}`),
  ];
}

const imageText = ({ name, isEncrypted }: { readonly name: string; readonly isEncrypted: boolean }): string =>
  isEncrypted ? `${name} (encrypted)` : name;
