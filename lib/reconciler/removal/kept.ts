import { isDeleting } from '../../personalize/statuses';
import type { Personalize } from '../account/personalize-api';

/** Start of the note on a resource that is kept although its deletion was requested. */
export const KEPT = 'kept: ';

/**
 * Note on a resource that is kept because the run's file is not in force any more, or because another upload waits to
 * replace this file.
 */
export const KEPT_FOR_UPLOAD = `${KEPT}the parameter file of this run is not in force any more, or another one waits, so this run deletes nothing more`;

/**
 * Names of a solution's campaigns, without campaigns that are being deleted. Personalize refuses to delete a solution
 * that has campaigns.
 */
export async function campaignsUsing(personalize: Pick<Personalize, 'list'>, solutionArn: string): Promise<string[]> {
  const campaigns = await personalize.list('campaign', { solutionArn });
  return campaigns.filter(({ status = '' }) => !isDeleting(status)).map(({ name }) => String(name));
}

/** Text for users that says which campaigns use a solution; undefined if there are no campaigns. */
export function reasonOfUse(campaigns: readonly string[]): string | undefined {
  const names = campaigns.map((name) => `'${name}'`).join(', ');
  if (campaigns.length === 0) return undefined;
  return campaigns.length === 1 ? `campaign ${names} uses it` : `campaigns ${names} use it`;
}
