import { groupArn, type Step } from '../step';
import { desiredMembers, differences } from './differences';
import type { NamedResource } from './resource-type';
import { findByArn } from './resource-type';

export const datasetGroup: NamedResource = {
  type: 'datasetGroup',
  find: (step) => findByArn(step, 'datasetGroup', groupArn(step)),
  createRequest: async (step) => request(step),
  differences: async (step, { description }) => differences({ ...desiredMembers(step), ...keyRole(step) }, description),
  updatable: [],
  resolution: 'Personalize cannot change a dataset group: set the file back, or give the dataset group another name.',
};

function request(step: Step) {
  return { ...step.resource.request, ...keyRole(step) };
}

/** A KMS key needs a role that may use it; the deployment's role does unless the file names another. */
function keyRole({ resource, roleArn }: Step) {
  const { kmsKeyArn, roleArn: given } = resource.request;
  return kmsKeyArn !== undefined && given === undefined ? { roleArn } : {};
}
