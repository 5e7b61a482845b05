import type { CreateDatasetGroupRequest } from '@aws-sdk/client-personalize';
import { datasetGroupArn } from '../../../../lib/personalize/arn';
import type { ResourceType } from '../../../../lib/personalize/resource-types';
import type { EmulatedType } from '../emulated-type';
import { inUse, invalidInput } from '../errors';
import type { ValidatedInput } from '../validated-input';

/**
 * Types whose resources must be deleted before their dataset group. This is unconfirmed for filters, recommenders and metric attributions
 * (for the last, see `personalize-group-with-attribution` in docs/local-aws.md).
 */
const CONTENTS: readonly ResourceType[] = [
  ...(['dataset', 'eventTracker', 'filter', 'metricAttribution', 'solution', 'recommender'] as const),
];

export const datasetGroup: EmulatedType = {
  type: 'datasetGroup',

  draft(input, { scope }) {
    const { name, roleArn, kmsKeyArn } = input as unknown as ValidatedInput<CreateDatasetGroupRequest>;
    if ((roleArn === undefined) !== (kmsKeyArn === undefined)) {
      throw invalidInput('roleArn and kmsKeyArn must be given together or not at all.');
    }
    return { arn: datasetGroupArn(scope, name), name, members: {} };
  },

  assertDeletable({ arn }, { store }) {
    for (const type of CONTENTS) {
      const [first] = store.list(type, { datasetGroupArn: arn });
      if (first !== undefined) throw inUse(`Dataset group ${arn} still has ${first.arn}.`);
    }
  },
};
