import { describe, expect, it } from '@jest/globals';
import { instant } from '@tidings/vocabulary';
import { declarationBytes, MAX_PACKAGE_SIZE, parseDeclaration } from './package-declaration.js';

const GOOD = {
  fileName: 'vega-4.2.swu',
  size: 4096,
  sha256: 'a'.repeat(64),
  name: 'Vega Hauptrechner – größer',
  version: '4.2.0-rc.1',
  hardwareIds: ['mcu-b', 'mcu-a:rev.2'],
};

describe('a declaration', () => {
  it('is read back from its own canonical bytes', () => {
    const declaration = parseDeclaration({ ...GOOD, declaredAt: '2026-11-21T08:00:00.000Z' });
    expect(declaration).toEqual({ ...GOOD, declaredAt: instant(Date.UTC(2026, 10, 21, 8)) });
    expect(parseDeclaration(JSON.parse(declarationBytes(declaration).toString()))).toEqual(declaration);
  });

  it('is the same bytes whatever the order of its members, and keeps the order of its hardware ids', () => {
    const { hardwareIds, ...rest } = GOOD;
    expect(declarationBytes(parseDeclaration({ hardwareIds, ...rest })).toString()).toBe(
      declarationBytes(parseDeclaration(GOOD)).toString(),
    );
    expect(declarationBytes(parseDeclaration(GOOD)).toString()).toMatch(
      /^\{"fileName":.*"hardwareIds":\["mcu-b","mcu-a:rev\.2"\]/,
    );
  });

  it.each<[string, string, unknown]>([
    ['a path', 'fileName', '../../etc/passwd'],
    ['a folder', 'fileName', 'a/b.swu'],
    ['a path of Windows', 'fileName', 'a\\b.swu'],
    ['a drive', 'fileName', 'C:b.swu'],
    ['this folder', 'fileName', '.'],
    ['the folder above', 'fileName', '..'],
    ['a hidden file', 'fileName', '.bashrc'],
    ['an option', 'fileName', '-rf'],
    ['a zero byte', 'fileName', 'a\0.swu'],
    ['a header of its own', 'fileName', 'a.swu\r\nSet-Cookie: x=1'],
    ['a quote', 'fileName', 'a".swu'],
    ['an escaped slash', 'fileName', '..%2fa.swu'],
    ['a text turned round', 'fileName', 'a\u202euws.exe'],
    ["another file's MD5", 'fileName', 'vega.swu.MD5SUM'],
    ['129 characters', 'fileName', 'a'.repeat(129)],
    ['no character', 'fileName', ''],
    ['no text', 'fileName', 7],
    ['no byte', 'size', 0],
    ['less than nothing', 'size', -1],
    ['half a byte', 'size', 1.5],
    ['a text', 'size', '4096'],
    ['more than fits', 'size', MAX_PACKAGE_SIZE + 1],
    ['no number at all', 'size', Number.NaN],
    ['a line break', 'name', 'Vega\nApproved by: nobody'],
    ['an invisible character', 'name', 'Ve\u200bga'],
    ['half a character', 'name', 'Vega \ud800'],
    ['a space around it', 'name', ' Vega'],
    ['letters in pieces', 'name', 'gro\u0308ßer'],
    ['101 characters', 'name', 'a'.repeat(101)],
    ['nothing', 'name', ''],
    ['no list', 'hardwareIds', 'mcu-a'],
    ['no id', 'hardwareIds', []],
    ['65 ids', 'hardwareIds', Array.from({ length: 65 }, (_, n) => `mcu-${n}`)],
    ['an id twice', 'hardwareIds', ['mcu-a', 'mcu-a']],
    ['an id with a space', 'hardwareIds', ['mcu a']],
    ['a list in the list', 'hardwareIds', [['mcu-a']]],
    ['a day that is not', 'declaredAt', '2026-02-31T08:00:00.000Z'],
    ['another zone', 'declaredAt', '2026-11-21T08:00:00.000+01:00'],
    ['no text', 'declaredAt', 0],
    ['no text', 'version', 4],
    ['a member of its own', 'publisher', 'me'],
    ['no text', 'sha256', null],
  ])('is refused with %s in %s', (_what, field, value) => {
    expect(() => parseDeclaration({ ...GOOD, [field]: value })).toThrow(
      expect.objectContaining({ code: 'bad-declaration', facts: expect.objectContaining({ field }) }),
    );
  });

  it.each([
    ['version', 'latest', 'bad-version'],
    ['sha256', 'A'.repeat(64), 'bad-digest'],
  ])('is refused by the vocabulary with a %s of %s', (field, value, code) => {
    expect(() => parseDeclaration({ ...GOOD, [field]: value })).toThrow(expect.objectContaining({ code }));
  });

  it.each(['fileName', 'size', 'sha256', 'name', 'version', 'hardwareIds'])('is refused without %s', (field) => {
    expect(() => parseDeclaration({ ...GOOD, [field]: undefined })).toThrow(
      expect.objectContaining({ code: 'bad-declaration', facts: expect.objectContaining({ field }) }),
    );
  });

  it.each([null, 'text', [], 7])('is refused when it is %j', (value) => {
    expect(() => parseDeclaration(value)).toThrow(expect.objectContaining({ code: 'bad-declaration' }));
  });
});
