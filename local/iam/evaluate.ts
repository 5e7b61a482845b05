import { conditionHolds, type RequestContext } from './conditions';
import type { Principals, Statement } from './policy-document';
import { matchesWildcard } from './wildcard';

export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

export type Effect = 'explicit-deny' | 'allow' | 'no-statement';

/**
 * What a list of statements says of a request: an explicit Deny wins, then an Allow counts.
 * @param speaksOf says whether a statement's principals mean the caller; absent for policies of the caller itself
 */
export function evaluate(
  statements: readonly Statement[],
  request: AccessRequest,
  speaksOf: (principals: Principals | undefined) => boolean = () => true,
): Effect {
  const applicable = statements.filter(
    (statement) => speaksOf(statement.principals) && statementApplies(statement, request),
  );
  if (applicable.some((statement) => statement.effect === 'Deny')) return 'explicit-deny';
  return applicable.length > 0 ? 'allow' : 'no-statement';
}

/** Actions are compared without case, resources with it. */
function statementApplies(statement: Statement, request: AccessRequest): boolean {
  return (
    statement.actions.some((action) => matchesWildcard(action, request.action, { ignoreCase: true })) &&
    (statement.resources?.some((resource) => matchesWildcard(resource, request.resource)) ?? true) &&
    statement.conditions.every((condition) => conditionHolds(condition, request.context))
  );
}
