import { isDeleting } from '../../personalize/statuses';
import type { Personalize } from '../account/personalize-api';

/** Begins the note on a resource that is kept, although its deletion was asked for. */
export const KEPT = 'kept: ';

/**
 * Note on a resource that is kept because the run's file is not in force any more, or because an upload waits to
 * replace that file.
 */
export const KEPT_FOR_UPLOAD = `${KEPT}another file is in force or waits, and decides whether this is deleted`;

/**
 * Names of a solution's campaigns that are not being deleted. Personalize refuses to delete a solution before its
 * campaigns.
 */
export async function campaignsUsing(personalize: Pick<Personalize, 'list'>, solutionArn: string): Promise<string[]> {
  const campaigns = await personalize.list('campaign', { solutionArn });
  return campaigns.filter(({ status = '' }) => !isDeleting(status)).map(({ name }) => String(name));
}

/** @returns undefined if there are no campaigns */
export function reasonOfUse(campaigns: readonly string[]): string | undefined {
  const names = campaigns.map((name) => `'${name}'`).join(', ');
  if (campaigns.length === 0) return undefined;
  return campaigns.length === 1 ? `campaign ${names} uses it` : `campaigns ${names} use it`;
}
