/** How the versions of a line of releases are written. */
export const VERSION_SCHEMES = ['numbers', 'semantic', 'calendar'] as const;
export type VersionScheme = (typeof VERSION_SCHEMES)[number];

const FORMS: Readonly<Record<VersionScheme, { readonly form: RegExp; readonly says: string }>> = {
  numbers: { form: /^\d+(\.\d+)*$/, says: 'be numbers with dots between, as 4.2.1' },
  semantic: {
    form: /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.]+)?$/,
    says: 'be three numbers without leading zeros, as 4.2.1 or 4.3.0-rc.1',
  },
  calendar: {
    form: /^20\d\d\.(0?[1-9]|1[0-2])(\.\d+)?$/,
    says: 'be a year, a month and perhaps a number, as 2026.11.1',
  },
};

/** What a version must, and is not; undefined: it is of the scheme. */
export const schemeFault = (version: string, scheme: VersionScheme): string | undefined =>
  FORMS[scheme].form.test(version) ? undefined : FORMS[scheme].says;
