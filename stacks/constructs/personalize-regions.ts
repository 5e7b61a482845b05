import { Fn, type TerraformResourceLifecycle, Token } from 'cdktf';
import { REGIONS } from '../../personalize/regions';
import type { Deployment } from './deployment';

/** In a region without Amazon Personalize, a deployment would succeed and every run fail. */
export function regionHasPersonalize({ settings, awsEnvironment }: Deployment): TerraformResourceLifecycle {
  const { region } = awsEnvironment;
  const regions = Fn.concat([[...REGIONS], settings.additionalPersonalizeRegions]);
  return {
    precondition: [
      {
        condition: Token.asAny(Fn.contains(regions, region)),
        errorMessage: `Amazon Personalize is not known to be available in ${region}. Deploy in one of ${REGIONS.join(', ')}; if AWS offers it in ${region} by now, add that to additional_personalize_regions.`,
      },
    ],
  };
}
