import { type Command, Option } from 'commander';
import { instantText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import { answered } from '../../release-desk/release-desk.js';
import type { components } from '../../release-desk/openapi.js';
import type { Session } from '../../session.js';

type Declared = components['schemas']['DeclaredAttributeAnswer'];

const TYPES = ['text', 'integer', 'decimal', 'boolean', 'version', 'instant'];

export function attributeCommands(program: Command, session: Session): void {
  const attribute = program.command('attribute').description('typed facts of vehicles that filters compare');
  attribute
    .command('declare <name>')
    .description('give an attribute its type; it never changes')
    .addOption(new Option('--type <type>', 'how it is compared').choices(TYPES).makeOptionMandatory())
    .requiredOption('--description <text>', 'what it says of a vehicle')
    .action(async (name: string, { type, description }: { type: Declared['type']; description: string }) => {
      const desk = await session.desk();
      await answered(desk.POST('/api/attributes', { body: { name, type, description } }));
      session.say(`Filters may compare attr.${name} as ${type}.`);
    });
  attribute
    .command('list')
    .description('declared attributes')
    .option('--json', 'answer as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const { items } = await answered((await session.desk()).GET('/api/attributes'));
      session.show(items, options, () => linesFor(items));
    });
}

const linesFor = (attributes: readonly Declared[]): readonly string[] =>
  attributes.length === 0
    ? ['No attribute yet. Declare one with: tidings attribute declare NAME --type TYPE --description TEXT']
    : table<Declared>(
        [
          { head: 'ATTRIBUTE', cell: ({ name }) => name },
          { head: 'TYPE', cell: ({ type }) => type },
          { head: 'SINCE', cell: ({ declaredAt }) => instantText(declaredAt) },
          { head: 'SAYS', cell: ({ description }) => description },
        ],
        attributes,
      );
