import { DomainError } from '@tidings/vocabulary';

// Letters, digits and . _ + - only, and none of them a dot or dash in front: such a name is one segment of a path and of a URL,
// one token of a header (RFC 9110, 5.6.2) and no option of a command, without quoting anywhere. 128 leaves room below the 255
// bytes of file systems for what a vehicle's client appends.
const FILE_NAME = /^[A-Za-z0-9_][A-Za-z0-9._+-]{0,127}$/;
// Beside each artifact its MD5 is offered to vehicles under this ending: a file of that name would hide another's.
const RESERVED_ENDING = /\.md5sum$/i;
const HARDWARE_ID = /^[A-Za-z0-9][A-Za-z0-9._:+-]{0,63}$/;
const NAME_LENGTH = 100;

/** The name of the file itself, never a path. Errors: 'bad-declaration' (field 'fileName'). */
export function parseFileName(value: unknown): string {
  if (typeof value !== 'string') throw refused('fileName', 'not a text');
  if (!FILE_NAME.test(value))
    throw refused('fileName', '1 to 128 letters, digits and . _ + - not starting with . - or +');
  if (RESERVED_ENDING.test(value)) throw refused('fileName', 'the ending .MD5SUM is reserved');
  return value;
}

/** What people call the package. Errors: 'bad-declaration' (field 'name'). */
export function parsePackageName(value: unknown): string {
  if (typeof value !== 'string') throw refused('name', 'not a text');
  // \p{C}: controls, lone surrogates and the invisible format characters that turn or hide text.
  if (/\p{C}/u.test(value)) throw refused('name', 'control or invisible characters');
  if (value.trim() !== value || value.normalize('NFC') !== value)
    throw refused('name', 'not trimmed or not in form NFC');
  if (value === '' || value.length > NAME_LENGTH) throw refused('name', `1 to ${NAME_LENGTH} characters`);
  return value;
}

/** The kinds of ECU hardware a package is for, each once. Errors: 'bad-declaration' (field 'hardwareIds'). */
export function parseHardwareIds(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 64) throw refused('hardwareIds', '1 to 64 ids');
  const ids = value.map((id: unknown) => {
    if (typeof id === 'string' && HARDWARE_ID.test(id)) return id;
    throw refused('hardwareIds', '1 to 64 letters, digits and . _ : + - starting with a letter or digit');
  });
  if (new Set(ids).size !== ids.length) throw refused('hardwareIds', 'an id is named twice');
  return ids;
}

const refused = (field: string, why: string): DomainError => new DomainError('bad-declaration', { field, why });
