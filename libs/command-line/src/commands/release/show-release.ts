import type { Command } from 'commander';
import { instantText, sizeText } from '../../printing/amounts.js';
import { type Fact, facts } from '../../printing/facts.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { type Release, releaseIdNamed } from './all-releases.js';

export const showRelease = (to: Command, session: Session): Command =>
  to
    .command('show <release>')
    .description('one release: its packages, what it needs, what it means for the type approval, its documents')
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const path = { id: await releaseIdNamed(desk, text) };
      const release = await answered(desk.GET('/api/releases/{id}', { params: { path } }));
      session.show(release, options, () => releaseLines(release));
    });

const releaseLines = (release: Release): readonly string[] => [
  `${release.name} ${release.version} is ${release.state}${release.availableFrom === undefined ? '' : ` from ${instantText(release.availableFrom)}`}.`,
  ...facts([
    ['Id', release.id],
    ['Packages', release.packages.map(({ name, version }) => `${name} ${version}`).join(', ')],
    ['For models', listText(release.models)],
    ['Updates from', release.minimumVersion ?? 'any older'],
    ['Goes back to', release.rollbackTo],
    ['Requires', listText(release.requires.map(({ ecu, versions }) => `${ecu} ${versions}`))],
    ['Conflicts', listText(release.conflicts.map(({ ecu, versions }) => `${ecu} ${versions}`))],
    ['Installs when', listText(release.preconditionTexts)],
    ['RXSWIN', release.rxswin && `${release.rxswin.before ?? 'several'} → ${release.rxswin.after}`],
    ...approvalFacts(release),
    ['Created', `${instantText(release.createdAt)} by ${release.createdBy}`],
    ['Approved by', release.approvedBy],
    ...release.documents.map((one): Fact => [
      one.kind,
      `${one.fileName}, ${one.format}, ${sizeText(one.size)}, SHA-256 ${one.sha256}`,
    ]),
  ]),
  ...release.warnings.map((says) => `Warning: ${says}.`),
];

function approvalFacts({ typeApproval }: Release): readonly Fact[] {
  if (typeApproval === undefined) return [];
  const { approval, reference, systems, assessment, purpose } = typeApproval;
  const affected = systems.map(({ name, regulation, affectsApproval }) =>
    [name, regulation, affectsApproval ? 'affected' : 'not affected'].filter((part) => part !== undefined).join(' '),
  );
  return [
    ['Purpose', purpose],
    ['Type approval', `${approval}${reference === undefined ? '' : `, ${reference}`}; assessed in ${assessment}`],
    ['Systems', listText(affected)],
  ];
}

const listText = (texts: readonly string[]): string | undefined => (texts.length > 0 ? texts.join(', ') : undefined);
