import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Copy, DockerfileParser, type From, type Instruction, type JSONInstruction } from 'dockerfile-ast';
import { DEPLOY } from './compose-file.js';

/** One instruction: its word, its flags by name, its arguments as words, and all of them as written, lines joined. */
export interface Step {
  readonly word: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  readonly text: string;
}

/** What begins with a FROM. */
export interface Stage {
  readonly name: string;
  readonly from: string;
  readonly steps: readonly Step[];
}

/** deploy/Dockerfile, stage by stage; variables of ARG and ENV are left to whoever runs it. */
export function imageStages(): readonly Stage[] {
  const dockerfile = DockerfileParser.parse(readFileSync(join(DEPLOY, 'Dockerfile'), 'utf8'));
  const stages: { name: string; from: string; steps: Step[] }[] = [];
  for (const instruction of dockerfile.getInstructions()) {
    const word = instruction.getKeyword();
    if (word === 'FROM') {
      const from = instruction as From;
      stages.push({ name: from.getBuildStage() ?? '', from: from.getImage() ?? '', steps: [] });
    } else stages.at(-1)?.steps.push({ word, ...partsOf(instruction) });
  }
  return stages;
}

/** The values of the ARGs before the first FROM. */
export function imageArguments(): Readonly<Record<string, string>> {
  const dockerfile = DockerfileParser.parse(readFileSync(join(DEPLOY, 'Dockerfile'), 'utf8'));
  const given = dockerfile.getInitialARGs().flatMap((arg) => arg.getProperty() ?? []);
  return Object.fromEntries(given.map((property) => [property.getName(), property.getValue() ?? '']));
}

function partsOf(instruction: Instruction): Omit<Step, 'word'> {
  const flags = 'getFlags' in instruction ? (instruction as Copy).getFlags() : [];
  const json = 'getJSONStrings' in instruction ? (instruction as JSONInstruction).getJSONStrings() : [];
  const plain = instruction.getArguments().map((argument) => argument.getValue());
  return {
    flags: Object.fromEntries(flags.map((flag) => [flag.getName(), flag.getValue() ?? ''])),
    words: json.length > 0 ? json.map((text) => text.getJSONValue()) : plain,
    text: instruction.getArgumentsContent() ?? '',
  };
}
