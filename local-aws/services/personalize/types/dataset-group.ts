import type { CreateDatasetGroupRequest } from '@aws-sdk/client-personalize';
import { datasetGroupArn } from '../../../../personalize/arn';
import type { Checked } from '../../../../personalize/create-requests';
import type { ResourceType } from '../../../../personalize/resource-types';
import type { EmulatedType } from '../emulated-type';
import { inUse, invalidInput } from '../errors';

/**
 * Types that must be deleted before a dataset group. (Not confirmed for filters and recommenders; for metric attributions:
 * personalize-group-with-attribution.)
 */
const CONTENTS: readonly ResourceType[] = ['dataset', 'eventTracker', 'filter', 'solution', 'recommender'];

/** @param attributionOf ARN of a dataset group's metric attribution, which is not a resource type of this project */
export function datasetGroupKind(attributionOf: (datasetGroupArn: string) => string | undefined): EmulatedType {
  return {
    type: 'datasetGroup',

    draft(input, { scope }) {
      const { name, roleArn, kmsKeyArn } = input as unknown as Checked<CreateDatasetGroupRequest>;
      if ((roleArn === undefined) !== (kmsKeyArn === undefined)) {
        throw invalidInput('roleArn and kmsKeyArn must be given together, or neither of them.');
      }
      return { arn: datasetGroupArn(scope, name), name, members: {} };
    },

    assertDeletable({ arn }, { store }) {
      const attribution = attributionOf(arn);
      if (attribution !== undefined) throw inUse(`Dataset group ${arn} still has ${attribution}.`);
      for (const type of CONTENTS) {
        const [first] = store.list(type, { datasetGroupArn: arn });
        if (first !== undefined) throw inUse(`Dataset group ${arn} still has ${first.arn}.`);
      }
    },
  };
}
