import type { DesiredState } from '../../parameter-file/desired-state';
import { referenceTo } from '../../reconciler/resource-reference';
import type { Part, StepResource } from './side-by-side';

/**
 * The imports of all datasets: of an upload, each after its own dataset, which need not be ACTIVE yet.
 * @param datasets what an earlier step has begun of the datasets; absent: they are there
 */
export function importSteps({ datasets }: DesiredState, begun?: readonly Part[] | null): readonly StepResource[] {
  const imports = datasets.map(({ importJob }) => referenceTo(importJob));
  if (!begun) return imports;
  return [
    ...datasets.map(({ dataset }) => referenceTo(dataset)),
    ...imports.map((reference, after) => ({ ...reference, after })),
  ];
}
