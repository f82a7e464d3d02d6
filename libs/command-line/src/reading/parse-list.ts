import { InvalidArgumentError } from 'commander';

/** 'SE, DE' -> ['SE', 'DE']. Errors: InvalidArgumentError when nothing is named. */
export function parseList(text: string): readonly string[] {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) throw new InvalidArgumentError('Name at least one, with commas between several.');
  return words;
}
