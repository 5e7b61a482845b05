import { groupArn, type Step } from '../step';
import { type NamedResource, named } from './resource-type';

export const datasetGroup: NamedResource = {
  ...named('datasetGroup', groupArn, keyRole),
  resolution: 'Personalize cannot change a dataset group: undo the change, or give the dataset group another name.',
};

/** Member `roleArn` with the deployment's role, which then uses the KMS key. Empty if the file has no key, or names a role itself. */
function keyRole({ resource, roleArn }: Step) {
  const { kmsKeyArn, roleArn: given } = resource.request;
  return kmsKeyArn !== undefined && given === undefined ? { roleArn } : {};
}
