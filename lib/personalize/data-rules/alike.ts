import type { Violation } from './findings';

/** Properties that violations must share to count as alike. */
type Message = Pick<Violation, 'message' | 'value'> & { readonly rule: string };

/**
 * Groups violations that are alike. The result has the first violation of each group, with the size of the group
 * (`times`).
 * @param counts number of violations by rule, including violations that are not in the list. If all listed violations
 * of a rule are alike, the rule's unlisted violations are counted with them
 */
export function alike<V extends Message>(violations: readonly V[], counts: Readonly<Record<string, number>>) {
  const groups = new Map<string, { readonly first: V; count: number }>();
  for (const first of violations) {
    const key = JSON.stringify([first.rule, first.message, first.value]);
    const group = groups.get(key) ?? { first, count: 0 };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  const all = [...groups.values()];
  return all.map(({ first, count }) => {
    const isOnly = all.filter(({ first: { rule } }) => rule === first.rule).length === 1;
    return { ...first, times: isOnly ? (counts[first.rule] ?? count) : count };
  });
}

/** Text such as `value-type`, or `value-type, 12 times`. */
export function ruleTimes({ rule, times = 1 }: { readonly rule: string; readonly times?: number }): string {
  return times > 1 ? `${rule}, ${times} times` : rule;
}
