import { readFileSync } from 'node:fs';
import { SETTING_NAMES, type SettingName } from './setting-names.js';

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** What the environment says under our names. Absent: nothing, or nothing but spaces. */
export interface SettingTexts {
  readonly of: (name: SettingName) => string | undefined;
  /** One sentence for each secret's file that cannot be used. */
  readonly problems: readonly string[];
}

/** The environment with the files it names. Total. */
export function settingTexts(env: EnvironmentVariables): SettingTexts {
  const texts = new Map<SettingName, string>();
  const problems: string[] = [];
  for (const name of Object.keys(SETTING_NAMES) as SettingName[]) {
    const said = textIn(env[name]);
    const file = 'secret' in SETTING_NAMES[name] ? textIn(env[`${name}_FILE`]) : undefined;
    if (said !== undefined && file !== undefined) problems.push(`${name} and ${name}_FILE are both set: keep one`);
    const text = file === undefined ? said : inFile(name, file, problems);
    if (text !== undefined) texts.set(name, text);
  }
  return { of: (name) => texts.get(name), problems };
}

function inFile(name: SettingName, file: string, problems: string[]): string | undefined {
  try {
    const text = textIn(readFileSync(file, 'utf8'));
    if (text === undefined) problems.push(`${name}_FILE names ${file}, which is empty`);
    return text;
  } catch (cause) {
    problems.push(`${name}_FILE names ${file}, which cannot be read (${(cause as NodeJS.ErrnoException).code})`);
    return undefined;
  }
}

const textIn = (text: string | undefined): string | undefined => (text?.trim() === '' ? undefined : text?.trim());
