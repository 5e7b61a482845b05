import type { DesiredState } from '../../parameter-file/desired-state';
import { referenceTo } from '../../reconciler/resource-reference';
import type { Part, StepResource } from './side-by-side';

/**
 * The check of each dataset's data, and its import, which comes after all checks: if one refuses, breaks or waits too long, nothing is imported.
 * During an upload, the datasets come first, and each import also waits until its own one is ACTIVE.
 * @param begun what an earlier step has begun of the datasets; absent: they are there
 */
export function importSteps({ datasets }: DesiredState, begun?: readonly Part[] | null): readonly StepResource[] {
  const ensured = begun ? datasets.map(({ dataset }) => referenceTo(dataset)) : [];
  const imports = datasets.map(({ importJob }) => referenceTo(importJob));
  const checks = imports.map((_, index) => ensured.length + index);
  return [
    ...ensured,
    ...imports.map((reference) => ({ ...reference, until: 'CHECKED' as const })),
    ...imports.map((reference, index) => {
      const [own = 0, others] = [checks[index], checks.toSpliced(index, 1)];
      return { ...reference, after: [own, ...others, ...(begun ? [index] : [])], continues: true };
    }),
  ];
}

/** What a check that failed means for the imports of the step. */
export function explainImports(steps: readonly StepResource[], parts: readonly Part[]): string {
  const isRefused = steps.some(({ until }, index) => until === 'CHECKED' && parts[index]?.failure !== undefined);
  return isRefused ? 'No import was started: all data of a run are checked first.' : '';
}
