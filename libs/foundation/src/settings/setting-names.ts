/**
 * Every name a process reads from its environment. `secret`: may also come as NAME_FILE, the path of a file that holds it
 * (as containers and systemd hand secrets over), and is never repeated in a message.
 */
export const SETTING_NAMES = {
  HOST: {},
  PORT: {},
  TIDINGS_DATA: {},
  TIDINGS_TENANT: {},
  TIDINGS_POLL_EVERY: {},
  TIDINGS_CONDUCT_EVERY: {},
  TIDINGS_UPLOADS_EXPIRE: {},
  TRUSTED_PROXIES: {},
  LOG_LEVEL: {},
  PACKAGE_RULES: {},
  DATABASE_URL: { secret: true },
  DATABASE_PASSWORD: { secret: true },
  TIDINGS_DOWNLOADS: {},
  TIDINGS_LINK_LIFE: {},
  TIDINGS_CDN_URL: {},
  S3_ENDPOINT: {},
  S3_PUBLIC_ENDPOINT: {},
  S3_BUCKET: {},
  S3_REGION: {},
  S3_PATH_STYLE: {},
  S3_OBJECT_LOCK: {},
  S3_LOCK_DAYS: {},
  S3_ACCESS_KEY: { secret: true },
  S3_SECRET_KEY: { secret: true },
  OIDC_ISSUER: {},
  OIDC_AUDIENCE: {},
  OIDC_ROLES: {},
  OIDC_ROLES_CLAIM: {},
} as const satisfies Readonly<Record<string, { readonly secret?: true }>>;

export type SettingName = keyof typeof SETTING_NAMES;

/** Whether it may be set in the environment of an app: a setting, or the file of a secret one. */
export function isSetting(name: string): boolean {
  const names: Readonly<Record<string, { readonly secret?: true }>> = SETTING_NAMES;
  if (Object.hasOwn(names, name)) return true;
  const secret = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : undefined;
  return secret !== undefined && Object.hasOwn(names, secret) && names[secret]!.secret === true;
}
