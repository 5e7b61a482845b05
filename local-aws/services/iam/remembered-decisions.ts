import type { Permission } from '../../core/service';
import type { Decision } from './evaluate';
import type { Statement } from './policy-document';

/** The cache of a role is cleared beyond this size, since the number of object keys is unlimited. */
const REMEMBERED = 5000;

/**
 * Caches decisions of a role's own statements on an action and a resource, since calls repeat. A permission with condition keys is always
 * evaluated, because their values may differ from call to call.
 */
export class RememberedDecisions {
  /** By the list of statements, which is replaced when a policy changes. */
  private readonly byStatements = new WeakMap<readonly Statement[], Map<string, Decision>>();

  recall(statements: readonly Statement[], permission: Permission, decide: () => Decision): Decision {
    if (permission.context !== undefined) return decide();
    const remembered = this.byStatements.get(statements) ?? this.begin(statements);
    const question = `${permission.action} ${permission.resource}`;
    const known = remembered.get(question);
    if (known !== undefined) return known;
    if (remembered.size >= REMEMBERED) remembered.clear();
    const decision = decide();
    remembered.set(question, decision);
    return decision;
  }

  private begin(statements: readonly Statement[]): Map<string, Decision> {
    const remembered = new Map<string, Decision>();
    this.byStatements.set(statements, remembered);
    return remembered;
  }
}
