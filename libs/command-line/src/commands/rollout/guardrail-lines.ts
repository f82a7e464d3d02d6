import { instantText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import type { components } from '../../release-desk/openapi.js';

type Guardrail = components['schemas']['GuardrailAnswer'];

const SAID: Readonly<Record<Guardrail['verdict'], string>> = {
  holds: 'holds',
  breached: 'BREACHED',
  'too-early': 'too early to tell',
  blind: 'BLIND',
};

/** Every guardrail with what it compares; nothing before the rollout is started. */
export function guardrailLines(guardrails: readonly Guardrail[]): readonly string[] {
  if (guardrails.length === 0) return [];
  return [
    '',
    'Guardrails',
    ...table(
      [
        { head: 'GUARDRAIL', cell: ({ guardrail }) => guardrail },
        {
          head: 'NOW',
          cell: ({ verdict, force }) => (verdict === 'breached' ? `${SAID[verdict]}: ${force}` : SAID[verdict]),
        },
        { head: 'HAS', cell: ({ has }) => has },
        { head: 'AGAINST', cell: againstText },
        { head: 'EVIDENCE', cell: evidenceText, align: 'right' },
        { head: 'HEARD', cell: ({ heardAt }) => (heardAt === undefined ? '' : instantText(heardAt)) },
      ],
      guardrails,
    ).map((line) => `  ${line}`),
  ];
}

function againstText({ against, limit }: Guardrail): string {
  if (against === 'control') return 'cars not exposed';
  const text = limit ?? 'one';
  return against === 'change' ? `${text}, as a change` : text;
}

const evidenceText = ({ evidence, line }: Guardrail): string =>
  evidence === undefined || line === undefined ? '' : `${evidence.toPrecision(2)} of ${line.toPrecision(3)}`;
