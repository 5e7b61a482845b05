import { conditionHolds, type RequestContext } from './conditions';
import type { Principals, Statement } from './policy-document';
import { matchesResource, matchesWildcard } from './wildcard';

export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

/** The part of a statement that allowed a request: its first matching action and resource. */
export interface GrantedBy {
  readonly statement: Statement;
  /** Index of the action in the statement. */
  readonly action: number;
  /** Index of the resource in the statement. */
  readonly resource: number;
}

export interface AccessDecision {
  readonly effect: 'explicit-deny' | 'allow' | 'no-statement';
  /** First Allow that applies, if the effect is `allow`. */
  readonly by?: GrantedBy;
}

const DENIED: AccessDecision = { effect: 'explicit-deny' };
export const NO_STATEMENT: AccessDecision = { effect: 'no-statement' };
const ABSENT = -1;

/**
 * Returns the decision of a list of statements on a request: an explicit Deny wins over an Allow.
 * @param appliesToCaller returns true if a statement's principals include the caller; absent for policies of the caller itself
 */
export function evaluate(
  statements: readonly Statement[],
  request: AccessRequest,
  appliesToCaller: (principals: Principals | undefined) => boolean = () => true,
): AccessDecision {
  let by: GrantedBy | undefined;
  for (const statement of statements) {
    if (by !== undefined && statement.effect === 'Allow') continue;
    if (!appliesToCaller(statement.principals)) continue;
    const action = matchingAction(statement, request);
    if (action === ABSENT) continue;
    const resource = matchingResource(statement, request);
    if (resource === ABSENT) continue;
    if (!statement.conditions.every((condition) => conditionHolds(condition, request.context))) continue;
    if (statement.effect === 'Deny') return DENIED;
    by = { statement, action, resource };
  }
  return by === undefined ? NO_STATEMENT : { effect: 'allow', by };
}

/** Index of the first matching action, or `ABSENT`. Actions are compared without regard to case. */
function matchingAction({ actions }: Statement, request: AccessRequest): number {
  return actions.findIndex((action) => matchesWildcard(action, request.action, { ignoreCase: true }));
}

/**
 * Index of the first matching resource, or `ABSENT`. Resources are case-sensitive. The index is 0 for a statement of a
 * trust policy, which names no resources because it applies to the role itself. AWS does not document the effect of
 * wildcards where they are not allowed. Here, such wildcards match in a Deny, but not in an Allow
 * (`iam-wildcard-places` in docs/local-aws.md).
 */
function matchingResource({ effect, resources }: Statement, { resource }: AccessRequest): number {
  const matches = effect === 'Deny' ? matchesWildcard : matchesResource;
  return resources?.findIndex((pattern) => matches(pattern, resource)) ?? 0;
}
