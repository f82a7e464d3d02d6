import { FLOORS, ROOMS } from './rooms.js';

/** A forbidden import. `name` is also the folder of the fixture that breaks it. */
export interface ImportRule {
  readonly name: string;
  /** What to do instead. */
  readonly message: string;
  readonly from: { readonly path: string; readonly pathNot?: string };
  readonly to: {
    readonly path?: string;
    readonly pathNot?: string;
    readonly circular?: true;
    readonly viaOnly?: { readonly dependencyTypesNot: ['type-only'] };
  };
}

const anyOf = (names: readonly string[]): string => `(${names.join('|')})`;
const floorOf = (floor: string): readonly string[] => Object.keys(ROOMS).filter((name) => ROOMS[name]!.floor === floor);
const THINK = `^libs/${anyOf(floorOf('think'))}/`;
const CODE = '^(apps|libs)/';
const SPECS = String.raw`\.spec\.tsx?$`;

/** Imports go down a floor, never up; sideways only as the rooms say. One rule a room, so that a message names it. */
const ROOM_RULES: readonly ImportRule[] = Object.entries(ROOMS).map(([name, { floor, mayImport }]) => ({
  name: `room-${name}`,
  message: `${name} (floor ${FLOORS.indexOf(floor) + 1} of ${FLOORS.length}: ${floor}) may import only ${
    mayImport.join(', ') || 'nothing of ours'
  }: move the code to the room that may, or ask a port`,
  from: { path: `^libs/${name}/`, pathNot: SPECS },
  to: { path: '^libs/', pathNot: `^libs/${anyOf([name, ...mayImport])}/` },
}));

export const IMPORT_RULES: readonly ImportRule[] = [
  ...ROOM_RULES,
  {
    name: 'no-cycles',
    message: 'two files that need each other hold one thing, or a third is missing',
    from: { path: CODE, pathNot: SPECS },
    // Types that mention each other are one thought; code that calls each other is not.
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'nobody-imports-an-app',
    message: 'apps only start; move the code to a lib',
    from: { path: '^(libs|test)/' },
    to: { path: '^apps/' },
  },
  {
    name: 'apps-are-apart',
    message: 'an app imports libs, never another app',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'through-the-front-door',
    message: "import a room by its index: '@tidings/<lib>'",
    from: { path: '^(apps|libs)/([^/]+)/', pathNot: SPECS },
    to: { path: '^libs/[^/]+/src/', pathNot: String.raw`^libs/($2/|[^/]+/src/index\.ts$)` },
  },
  {
    name: 'embedded-defaults-only-in-all-in-one',
    message: 'only all-in-one and test/ start on embedded defaults; others are configured',
    from: { path: CODE, pathNot: '^(apps/all-in-one|libs/embedded-defaults)/' },
    to: { path: '^libs/embedded-defaults/' },
  },
  {
    name: 'think-is-pure',
    message: 'think knows no Nest, TypeORM or Node I/O (hashing from node:crypto excepted): pass values in',
    from: { path: THINK, pathNot: SPECS },
    to: {
      path: String.raw`^node_modules/(@nestjs|typeorm|pg|fastify|minio)/|^(fs|net|http|https|child_process|os|timers|stream|worker_threads|dns|tls|cluster)(/|$)`,
    },
  },
  {
    name: 'speak-asks-operations-or-views',
    message: 'a door runs an operation or asks a view; it never touches rows or bytes itself',
    from: { path: `^libs/${anyOf(floorOf('speak'))}/`, pathNot: SPECS },
    to: { path: '^libs/(records|artifact-store)/|^node_modules/(typeorm|minio)/' },
  },
  {
    name: 'specs-stay-out',
    message: 'what runs in production never imports a test',
    from: { path: CODE, pathNot: SPECS },
    to: { path: `^test/|${SPECS}` },
  },
];
