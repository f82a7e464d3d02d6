import { completeness, type NoteProblem, parseNote, type ReleaseNote, renderNote } from '@tidings/release-notes';
import { DomainError } from '@tidings/vocabulary';

/**
 * Reads a note's file for one release: it must parse, be complete (UN R156 7.2.2.2 (a) to (e)), be showable, and name the release
 * it is submitted for, so that nobody reads about another car's update.
 * Errors: 'note-not-valid' { problems: NoteProblem[] }.
 */
export function checkNote(source: string, release: { readonly name: string; readonly version: string }): ReleaseNote {
  const note = parseNote(source);
  const problems: NoteProblem[] = completeness(note).map((field) => ({
    line: lineOf(source, field) ?? lineOf(source, 'before-you-install') ?? 1,
    problem: `The field ${field} is missing, empty or too long`,
    fix: `Fill in ${field}: owners must know it before they install`,
  }));
  const names = namesOf(release);
  if (!names.includes(note.release))
    problems.push({
      line: lineOf(source, 'release') ?? 1,
      problem: `The note says release ${note.release}, and it is submitted for ${names[0]!}`,
      fix: `Write ${names[0]!}, or submit it for the release it tells of`,
    });
  if (problems.length > 0)
    throw new DomainError('note-not-valid', { problems: problems.toSorted((a, b) => a.line - b.line) });
  renderNote(note);
  return note;
}

/** 'Asterion' 4.2 is 'asterion-4.2'; a name that ends with its version is not given it twice. */
function namesOf({ name, version }: { readonly name: string; readonly version: string }): readonly string[] {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return slug.endsWith(version.toLowerCase()) ? [slug] : [`${slug}-${version.toLowerCase()}`];
}

function lineOf(source: string, field: string): number | undefined {
  const at = source.split('\n').findIndex((line) => line.trimStart().startsWith(`${field}:`));
  return at < 0 ? undefined : at + 1;
}
