import { datasetArn } from '../../personalize/arn';
import { DATASET_TYPES, type DatasetType } from '../../personalize/dataset-types';
import { hasNeverWorked, isActive, isDeleting, isFailed } from '../../personalize/statuses';
import { isImported } from '../account/imports-of';
import { type Description, reasonOfParent } from '../account/personalize-api';
import { MissingInput, NotThereYet, ResourceFailed } from '../errors';
import { describeResource, type Step } from '../step';
import type { Needs } from './resource-type';

/**
 * Checks that the datasets that a resource needs are in the file or in the dataset group. Personalize would report a
 * missing dataset less clearly, or only after hours of training.
 * @throws MissingInput if neither the file nor the dataset group has a dataset that the resource needs
 */
export async function assertDatasets(needs: Needs, step: Step): Promise<void> {
  const needed = needs.neededDatasets?.(step) ?? [];
  const missing: DatasetType[] = [];
  for (const type of needed) if (!(await hasDataset(step, type))) missing.push(type);
  if (missing.length === 0) return;
  const none = missing.map((type) => `no ${DATASET_TYPES[type].recordName} dataset`).join(' and ');
  const sections = missing.map((type) => `datasets.${DATASET_TYPES[type].section}`).join(' and ');
  const problem = `Dataset group '${step.state.datasetGroup.name}' has ${none}, and the parameter file has none either.`;
  const resolution = `Add ${sections} to the file, or create ${missing.length > 1 ? 'them' : 'it'} in the dataset group and import data first.`;
  throw new MissingInput(describeResource(step), problem, resolution);
}

/**
 * Checks that the datasets whose data a resource needs have a successful import, because their imports may have failed.
 * Datasets that are not in the file are not checked, because they may have data without an import. See
 * `personalize-filter-without-data` in docs/local-aws.md.
 * @throws MissingInput if a needed dataset of the file has no successful import
 */
export async function assertData(needs: Needs, step: Step): Promise<void> {
  for (const type of needs.neededData?.(step) ?? []) {
    const group = step.state.datasetGroup.name;
    if (!step.state.datasets.some(({ datasetType }) => datasetType === type)) continue;
    if (await isImported(step.personalize, datasetArn(step.scope, group, type))) continue;
    const dataset = `The ${DATASET_TYPES[type].recordName} dataset of dataset group '${group}'`;
    const problem = `${dataset} has no data: it has no import that succeeded.`;
    const resolution = 'Upload the parameter file again once an import into the dataset has succeeded.';
    throw new MissingInput(describeResource(step), problem, resolution);
  }
}

/**
 * Finds a needed dataset that is still in progress, for resources with `awaitsDatasets`. It is unconfirmed whether
 * Personalize accepts an event tracker before its dataset is ACTIVE (`personalize-missing-dataset` in docs/local-aws.md).
 * @returns the first such dataset; undefined if all needed datasets are ready
 * @throws NotThereYet if Personalize does not show a needed dataset yet
 * @throws ResourceFailed if the creation of a needed dataset failed
 */
export async function unreadyDataset(needs: Needs, step: Step): Promise<Description | undefined> {
  const needed = needs.awaitsDatasets ? (needs.neededDatasets?.(step) ?? []) : [];
  for (const type of needed) {
    const arn = datasetArn(step.scope, step.state.datasetGroup.name, type);
    const description = await step.personalize.describe('dataset', arn);
    if (description === undefined) throw new NotThereYet(`${arn} is not shown yet`);
    const { status = '' } = description;
    if (hasNeverWorked(status)) throw new ResourceFailed(describeResource(step), reasonOfParent(arn, description));
    if (!isActive(status) && !isFailed(status)) return description;
  }
  return undefined;
}

async function hasDataset({ state, scope, personalize }: Step, type: DatasetType): Promise<boolean> {
  if (state.datasets.some(({ datasetType }) => datasetType === type)) return true;
  const dataset = await personalize.describe('dataset', datasetArn(scope, state.datasetGroup.name, type));
  return dataset !== undefined && !hasNeverWorked(dataset.status ?? '') && !isDeleting(dataset.status ?? '');
}
