import { userInfo } from 'node:os';
import { TEXT_LIMIT } from '../lib/reconciler/promotion/choose-version';
import { WrongUsage } from './failure';

export interface AuthorOptions {
  readonly reason?: string;
  /** Who decides; default: the user of this machine. */
  readonly by?: string;
}

/** Who decides, and why. Recorded as given: who may start the run is up to IAM, and CloudTrail has the caller. @throws WrongUsage */
export function authorOf({ by = localUser(), reason = '' }: AuthorOptions) {
  if (['', 'rules', 'console', 'reconciliation'].includes(by.trim().toLowerCase()))
    throw new WrongUsage(`--by must name a person, not '${by}': rules, console and reconciliation are reserved.`);
  for (const [option, { length }] of Object.entries({ '--by': by, '--reason': reason }))
    if (length > TEXT_LIMIT)
      throw new WrongUsage(`${option} has ${length} characters; at most ${TEXT_LIMIT} are recorded: shorten it.`);
  return { by, reason: reason.trim() };
}

/** Empty if this machine has no name for its user, as in some containers. */
function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
