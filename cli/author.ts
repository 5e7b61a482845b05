import { userInfo } from 'node:os';
import { TEXT_LIMIT } from '../lib/reconciler/promotion/record-decision';
import { WrongUsage } from './failure';

export interface AuthorOptions {
  readonly reason?: string;
  /** Name of the operator who decides. Default: the user name on this machine. */
  readonly by?: string;
}

/**
 * Author and reason of a decision. The author is not verified; CloudTrail records who really started a run.
 * @throws WrongUsage for an empty or reserved name, and for a name or reason that is too long
 */
export function authorOf({ by = localUser(), reason = '' }: AuthorOptions) {
  if (['', 'rules', 'console', 'reconciliation'].includes(by.trim().toLowerCase()))
    throw new WrongUsage(`--by must name a person, not '${by}': rules, console and reconciliation are reserved.`);
  for (const [option, { length }] of Object.entries({ '--by': by, '--reason': reason }))
    if (length > TEXT_LIMIT)
      throw new WrongUsage(`${option} has ${length} characters; at most ${TEXT_LIMIT} are recorded: shorten it.`);
  return { by, reason: reason.trim() };
}

/** User name on this machine. Empty if the machine has none, which happens in containers. */
function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
