import { cruise, type ICruiseResult } from 'dependency-cruiser';
import type { ImportRule } from './import-rules.js';

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** Every import below `root` that a rule forbids. */
export async function lookAtImports(
  root: string,
  folders: readonly string[],
  rules: readonly ImportRule[],
): Promise<readonly Violation[]> {
  const result = await cruise(
    [...folders],
    {
      baseDir: root,
      ruleSet: {
        forbidden: rules.map(({ name, from, to, message }) => ({
          name,
          comment: message,
          severity: 'error' as const,
          from,
          to,
        })),
      },
      validate: true,
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
    },
    {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js'],
    },
    {
      tsConfig: {
        options: { baseUrl: root, paths: { '@tidings/*': ['./libs/*/src/index.ts'] } },
        errors: [],
        fileNames: [],
      } as never,
    },
  );
  return (result.output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from,
    to,
  }));
}
