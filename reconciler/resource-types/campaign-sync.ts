import type { Request } from './personalize-api';

/**
 * Whether Personalize itself moves the campaign to new versions.
 * @returns undefined if it is not said
 */
export function syncs({ campaignConfig }: Request): boolean | undefined {
  const config = campaignConfig as { readonly syncWithLatestSolutionVersion?: boolean } | undefined;
  return config?.syncWithLatestSolutionVersion;
}
