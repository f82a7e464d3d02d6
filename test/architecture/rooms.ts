/** The house as data: every lib, its floor, and what it may import besides floors below (docs/architecture.md shows the same). */
export const FLOORS = ['think', 'keep', 'act', 'speak', 'start'] as const;
export type Floor = (typeof FLOORS)[number];

export interface Room {
  readonly floor: Floor;
  /** Everything of ours it may import. */
  readonly mayImport: readonly string[];
}

const THINK = [
  'vocabulary',
  'rollout-engine',
  'fleet-model',
  'update-trust',
  'package-inspectors',
  'release-rules',
  'release-notes',
];
const SPEAK = ['operations', 'views', 'http-edge', ...THINK];

export const ROOMS: Readonly<Record<string, Room>> = {
  vocabulary: { floor: 'think', mayImport: [] },
  'rollout-engine': { floor: 'think', mayImport: ['vocabulary'] },
  'fleet-model': { floor: 'think', mayImport: ['vocabulary', 'rollout-engine'] },
  'update-trust': { floor: 'think', mayImport: ['vocabulary'] },
  'package-inspectors': { floor: 'think', mayImport: ['vocabulary'] },
  'release-rules': { floor: 'think', mayImport: ['vocabulary'] },
  'release-notes': { floor: 'think', mayImport: ['vocabulary'] },
  postgres: { floor: 'keep', mayImport: ['vocabulary'] },
  reconciler: { floor: 'keep', mayImport: ['vocabulary', 'postgres'] },
  records: { floor: 'keep', mayImport: [...THINK, 'postgres'] },
  views: { floor: 'keep', mayImport: [...THINK, 'postgres'] },
  'artifact-store': { floor: 'keep', mayImport: ['vocabulary'] },
  'embedded-defaults': { floor: 'keep', mayImport: ['vocabulary', 'postgres', 'artifact-store'] },
  'decision-snapshot': { floor: 'act', mayImport: ['vocabulary', 'rollout-engine', 'views', 'postgres', 'reconciler'] },
  operations: {
    floor: 'act',
    mayImport: [...THINK, 'postgres', 'records', 'views', 'artifact-store', 'reconciler', 'decision-snapshot'],
  },
  'http-edge': { floor: 'speak', mayImport: ['vocabulary', 'views'] },
  'vehicle-ddi': { floor: 'speak', mayImport: [...SPEAK, 'decision-snapshot'] },
  'operator-api': { floor: 'speak', mayImport: [...SPEAK, 'postgres'] },
  'owner-pages': { floor: 'speak', mayImport: [...SPEAK, 'postgres'] },
  'command-line': { floor: 'speak', mayImport: ['vocabulary', 'update-trust'] },
  'fleet-simulator': { floor: 'speak', mayImport: ['vocabulary'] },
  foundation: {
    floor: 'start',
    mayImport: [
      ...THINK,
      ...[
        'postgres',
        'reconciler',
        'records',
        'views',
        'artifact-store',
        'decision-snapshot',
        'operations',
        'http-edge',
      ],
      ...['vehicle-ddi', 'operator-api', 'owner-pages'],
    ],
  },
};
