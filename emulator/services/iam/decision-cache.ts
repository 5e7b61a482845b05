import type { Permission } from '../../core/service';
import type { AccessDecision } from './evaluate';
import type { Statement } from './policy-document';

/** Maximum number of decisions in a role's cache. A full cache is cleared. */
const MAX_CACHED = 5000;

/**
 * Caches the decisions of a role's own statements on an action and a resource. Decisions on a permission with condition
 * keys are not cached, because the values of the keys may differ between calls.
 */
export class DecisionCache {
  /**
   * A role's decisions, by its list of statements. A change of the role's policies makes a new list, which has no
   * cached decisions.
   */
  private readonly byStatements = new WeakMap<readonly Statement[], Map<string, AccessDecision>>();

  decisionOn(statements: readonly Statement[], permission: Permission, decide: () => AccessDecision): AccessDecision {
    if (permission.context !== undefined) return decide();
    const cached = this.byStatements.get(statements) ?? this.begin(statements);
    const question = `${permission.action} ${permission.resource}`;
    const known = cached.get(question);
    if (known !== undefined) return known;
    if (cached.size >= MAX_CACHED) cached.clear();
    const decision = decide();
    cached.set(question, decision);
    return decision;
  }

  private begin(statements: readonly Statement[]): Map<string, AccessDecision> {
    const cached = new Map<string, AccessDecision>();
    this.byStatements.set(statements, cached);
    return cached;
  }
}
