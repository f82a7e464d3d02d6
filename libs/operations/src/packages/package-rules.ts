import type { FindingRules } from '@tidings/package-inspectors';

/** What a finding in a package means in this installation. */
export class PackageRules {
  constructor(readonly rules: FindingRules) {}
}
