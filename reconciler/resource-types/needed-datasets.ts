import { datasetArn } from '../../personalize/arn';
import { DATASET_TYPES, type DatasetType } from '../../personalize/dataset-types';
import { isActive, isDeleting, isFailed } from '../../personalize/statuses';
import { MissingInput } from '../errors';
import { describeResource, type Step } from '../step';
import { importsOf } from './dataset-import-job';
import type { Needs } from './resource-type';

/**
 * Checks what a file without a `datasets` section leaves open: the dataset group may have its datasets from elsewhere. Personalize
 * would say so in words of its own, or only after hours of training. Datasets of the file have been created before.
 * @throws MissingInput if neither the file nor the dataset group has a dataset that the resource needs
 */
export async function assertDatasets(needs: Needs, step: Step): Promise<void> {
  const needed = needs.neededDatasets?.(step) ?? [];
  const missing: DatasetType[] = [];
  for (const type of needed) if (!(await hasDataset(step, type))) missing.push(type);
  if (missing.length === 0) return;
  const infos = missing.map((type) => DATASET_TYPES[type]);
  throw new MissingInput(
    describeResource(step),
    `Dataset group '${step.state.datasetGroup.name}' has ${infos.map(({ recordName }) => `no ${recordName} dataset`).join(' and ')}, and the parameter file has none either.`,
    `Add ${infos.map(({ section }) => `datasets.${section}`).join(' and ')} to the file, or create ${missing.length > 1 ? 'them' : 'it'} in the dataset group and import data first.`,
  );
}

/**
 * Checks that datasets of the file have data, where the import before may have failed. Datasets from elsewhere may have theirs by
 * other ways. See `personalize-filter-without-data` in docs/local-aws.md.
 * @throws MissingInput if a dataset that the resource needs was never imported
 */
export async function assertData(needs: Needs, step: Step): Promise<void> {
  if (needs.needsData !== true) return;
  const group = step.state.datasetGroup.name;
  for (const type of needs.neededDatasets?.(step) ?? []) {
    if (!step.state.datasets.some(({ datasetType }) => datasetType === type)) continue;
    const imports = await importsOf(step, datasetArn(step.scope, group, type));
    if (imports.some(({ status = '' }) => isActive(status))) continue;
    throw new MissingInput(
      describeResource(step),
      `The ${DATASET_TYPES[type].recordName} dataset of dataset group '${group}' has no data: it has no import that succeeded.`,
      'Upload the parameter file again when its import succeeds.',
    );
  }
}

async function hasDataset({ state, scope, personalize }: Step, type: DatasetType): Promise<boolean> {
  if (state.datasets.some(({ datasetType }) => datasetType === type)) return true;
  const dataset = await personalize.describe('dataset', datasetArn(scope, state.datasetGroup.name, type));
  return dataset !== undefined && !isFailed(dataset.status ?? '') && !isDeleting(dataset.status ?? '');
}
