import type { Permission } from '../../core/service';
import type { Decision } from './evaluate';
import type { Statement } from './policy-document';

/** Forgotten all at once beyond this many of one role: object keys are without end. */
const REMEMBERED = 5000;

/**
 * What a role's own statements said of an action on a resource, remembered: the same few are asked at every call. A
 * permission with condition keys of its own is decided anew, since they may differ from call to call.
 */
export class RememberedDecisions {
  /** By the list of statements, which is another one as soon as a policy changes. */
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
