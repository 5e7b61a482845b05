import { datasetArn } from '../personalize/arn';
import { DATASET_TYPES, type DatasetType } from '../personalize/dataset-types';
import { isDeleting, isFailed } from '../personalize/statuses';
import { MissingInput } from './errors';
import type { Needs } from './kinds/kind';
import { describeResource, type Step } from './step';

/**
 * Checks what a file without a `datasets` section leaves open: the dataset group may have its datasets from elsewhere. Personalize
 * would say so in words of its own, or only after hours of training. Datasets of the file have been created before.
 * @throws MissingInput if neither the file nor the dataset group has a dataset that the resource needs
 */
export async function assertDatasets(kind: Needs, step: Step): Promise<void> {
  const needed = kind.neededDatasets?.(step) ?? [];
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

async function hasDataset({ state, scope, personalize }: Step, type: DatasetType): Promise<boolean> {
  if (state.datasets.some(({ datasetType }) => datasetType === type)) return true;
  const dataset = await personalize.describe('dataset', datasetArn(scope, state.datasetGroup.name, type));
  return dataset !== undefined && !isFailed(dataset.status ?? '') && !isDeleting(dataset.status ?? '');
}
