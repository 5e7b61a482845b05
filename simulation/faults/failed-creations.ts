import type { Call } from '../../emulator/core/service';
import type { PersonalizeService } from '../../emulator/services/personalize/service';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';

const REASON = 'Internal server error. Please retry the request.';

/** Functions by operation. Each returns a part of the ARN of the resource that a request creates or updates. */
const ARN_PARTS: Readonly<Record<string, (input: Call['input']) => string>> = {
  [RESOURCE_TYPES.datasetGroup.create]: ({ name }) => `dataset-group/${name}`,
  [RESOURCE_TYPES.datasetImportJob.create]: ({ jobName }) => `dataset-import-job/${jobName}`,
  [RESOURCE_TYPES.filter.create]: ({ name }) => `filter/${name}`,
  [RESOURCE_TYPES.campaign.create]: ({ name }) => `campaign/${name}`,
  [RESOURCE_TYPES.batchInferenceJob.create]: ({ jobName }) => `batch-inference-job/${jobName}`,
  [RESOURCE_TYPES.solutionVersion.create]: ({ solutionArn }) => String(solutionArn).split(':').at(-1) ?? '',
  UpdateCampaign: ({ campaignArn }) => String(campaignArn).split(':').at(-1) ?? '',
};

/**
 * Performs the request. If Personalize accepts it, the creation or update fails later. If `ARN_PARTS` lacks the operation, nothing fails. If Personalize
 * refuses the request, the planned failure is canceled, so that it does not affect a later request.
 */
export async function failing(
  personalize: PersonalizeService,
  { operation, input }: Call,
  perform: () => Promise<unknown>,
): Promise<unknown> {
  const resource = ARN_PARTS[operation]?.(input);
  if (resource === undefined) return perform();
  const failure = { resource, reason: REASON };
  personalize.failNext(failure);
  try {
    return await perform();
  } finally {
    personalize.cancelFailure(failure);
  }
}
