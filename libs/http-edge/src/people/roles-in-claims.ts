import { type Role, ROLES } from '@tidings/vocabulary';

/** Where an identity provider says what a person may do, and what its words are in ours. */
export interface RoleMapping {
  /** Name of the claim, or a path into nested ones: 'roles', 'realm_access.roles'. A claim of the whole name goes first. */
  readonly claim: string;
  /** Their word -> our role. Without it, their words are taken for our roles. Words that map to nothing are ignored. */
  readonly map?: Readonly<Record<string, Role>>;
}

/** The roles a token's claims give: a list of words, or one text with spaces between them, as in `scope`. */
export function rolesInClaims(claims: Readonly<Record<string, unknown>>, mapping: RoleMapping): readonly Role[] {
  const said = claimAt(claims, mapping.claim);
  const words = typeof said === 'string' ? said.split(' ') : Array.isArray(said) ? said : [];
  const known = mapping.map ?? OUR_OWN;
  const roles = words.flatMap((word) => (typeof word === 'string' && Object.hasOwn(known, word) ? [known[word]!] : []));
  return [...new Set(roles)];
}

const OUR_OWN = Object.fromEntries(ROLES.map((role) => [role, role])) as Readonly<Record<string, Role>>;

function claimAt(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let at: unknown = claims;
  for (const step of path.split('.')) at = isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  return at;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
