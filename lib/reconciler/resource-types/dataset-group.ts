import { groupArn, type Step } from '../step';
import { type NamedResource, named } from './resource-type';

export const datasetGroup: NamedResource = {
  ...named('datasetGroup', groupArn, keyRole),
  resolution: 'Personalize cannot change a dataset group: undo the change, or give the dataset group another name.',
};

/** The role that may use the KMS key: the deployment's role, unless the file names another role. */
function keyRole({ resource, roleArn }: Step) {
  const { kmsKeyArn, roleArn: given } = resource.request;
  return kmsKeyArn !== undefined && given === undefined ? { roleArn } : {};
}
