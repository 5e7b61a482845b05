import { matchesWildcard } from '../../emulator/services/iam/wildcard';
import { Account } from './account';
import { type Granted, grantedIn } from './granted';
import { REASONS, type Reason } from './reasons';
import { SCENARIOS } from './scenarios';

export interface Unused extends Granted {
  /** Entry of {@link REASONS} that explains the grant. A grant without one should be removed. */
  readonly reason: Reason | undefined;
}

export interface Assessment {
  readonly grants: readonly Granted[];
  readonly unused: readonly Unused[];
  /** Reasons that are out of date, by holder and action: the grant is used or does not exist. */
  readonly stale: readonly string[];
  /** Messages about denied permissions, one for each role and action. */
  readonly denied: readonly string[];
}

/**
 * Runs the scenarios, each in an account of its own, and compares granted permissions with those that were needed.
 * @throws the error of a scenario that fails although no permission was denied
 */
export async function assessPrivileges(stackFile: string): Promise<Assessment> {
  const accounts: Account[] = [];
  for (const { live } of SCENARIOS) {
    const account = await Account.open(stackFile);
    accounts.push(account);
    try {
      await live(account);
    } catch (error) {
      // A scenario may fail if a role lacks a permission. The denials in the report explain it.
      if (account.local.denials.list().length === 0) throw error;
    }
  }
  const denied = accounts.flatMap(({ local }) => local.denials.list().map(({ message }) => message));
  return { ...assess(await grantedIn(accounts), REASONS), denied: [...new Set(denied)] };
}

/** True if every call was allowed, every unused grant has a reason, and no reason is out of date. */
export function isClean({ unused, stale, denied }: Assessment): boolean {
  const unexplained = unused.some(({ reason }) => reason === undefined);
  return !unexplained && stale.length === 0 && denied.length === 0;
}

export function assess(grants: readonly Granted[], reasons: readonly Reason[]): Omit<Assessment, 'denied'> {
  const unused = grants
    .filter(({ uses }) => uses === 0)
    .map((grant) => ({ ...grant, reason: reasons.find((reason) => explains(reason, grant)) }));
  return { grants, unused, stale: reasons.flatMap((reason) => staleParts(reason, grants)) };
}

function explains({ holders, actions, on = '' }: Reason, { holder, action, resource }: Granted): boolean {
  return matchesWildcard(holders, holder) && actions.includes(action) && resource.endsWith(on);
}

function staleParts(reason: Reason, grants: readonly Granted[]): readonly string[] {
  const explained = grants.filter((grant) => explains(reason, grant));
  const granted = new Set(explained.map(({ action }) => action));
  return [
    ...reason.actions
      .filter((action) => !granted.has(action))
      .map((action) => `${reason.holders} ${action}: not granted`),
    ...explained.filter(({ uses }) => uses > 0).map(({ holder, action }) => `${holder} ${action}: used`),
  ];
}
