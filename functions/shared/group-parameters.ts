import { SSMClient } from '@aws-sdk/client-ssm';
import { ParameterStore } from '../../lib/aws/parameter-store';
import { type GroupParameters, pathOfGroup } from '../../lib/reconciler/parameters/publish-parameters';
import { createClient } from './create-client';

/** Access to the SSM parameters of each dataset group of a deployment. */
export function groupParameters(deployment: string): (datasetGroup: string) => GroupParameters {
  const ssm = createClient(SSMClient);
  return (datasetGroup) => new ParameterStore(ssm, pathOfGroup(deployment, datasetGroup));
}
