import { isObject } from '../json';

/** References of a JSONata expression to `$states` and to the input document. */
export interface References {
  /** Members of `$states` that the expression reads by name. */
  readonly states: ReadonlySet<string>;
  /** Names (or `$`) that the expression reads from the input document. Step Functions has no such document. */
  readonly topLevel: ReadonlySet<string>;
  /** True if the expression reads `$$`, the input document. */
  readonly root: boolean;
}

/** Members of syntax nodes whose expressions are evaluated on other data than the input document, e.g. a predicate on the result of its step. */
const INNER = ['stages', 'predicate', 'group', 'pattern', 'update', 'delete'];

/** @param ast syntax tree in the format of JSONata 2 */
export function referencesOf(ast: unknown): References {
  const states = new Set<string>();
  const topLevel = new Set<string>();
  const seen = new Set<unknown>();
  let root = false;

  const visit = (node: unknown, atTop: boolean): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    if (Array.isArray(node)) {
      for (const item of node) visit(item, atTop);
      return;
    }
    if (!isObject(node)) return;
    if (node.type === 'variable' && node.value === '$') root = true;
    if (atTop && node.type === 'variable' && node.value === '') topLevel.add('$');
    if (atTop && node.type === 'name') topLevel.add(String(node.value));
    const steps: readonly unknown[] = node.type === 'path' && Array.isArray(node.steps) ? node.steps : [];
    const [first, second] = steps;
    if (isObject(first) && first.type === 'variable' && first.value === 'states' && isObject(second)) {
      states.add(String(second.value));
    }
    // Steps after the first one are evaluated on the result of the step before.
    for (const [index, step] of steps.entries()) visit(step, atTop && index === 0);
    for (const [name, child] of Object.entries(node)) visit(child, atTop && !INNER.includes(name));
  };
  visit(ast, true);
  return { states, topLevel, root };
}
