import { findIntegration } from '../integrations';
import { isObject } from '../json';
import { isExpression } from '../jsonata/expression';
import type { CheckContext } from './check-value';

/**
 * Checks the names of the members of a Task's `Arguments`: the integration must know every member, and no required member may be missing.
 * Does not check values, `Arguments` that are an expression, or `Arguments` of an AWS SDK integration.
 */
export function checkArguments(
  task: Readonly<Record<string, unknown>>,
  location: string,
  { diagnostics, partition }: CheckContext,
): void {
  const integration = findIntegration(String(task.Resource), partition);
  const taken = typeof integration === 'string' ? undefined : integration.arguments;
  if (taken === undefined || isExpression(task.Arguments)) return;
  const given = task.Arguments ?? {};
  if (!isObject(given)) {
    diagnostics.report(`${location}/Arguments`, 'Expected a JSONata expression or a value of type Object');
    return;
  }
  for (const name of taken.required) {
    if (given[name] === undefined) {
      diagnostics.report(`${location}/Arguments`, `The field '${name}' is required but was missing`);
    }
  }
  for (const name of Object.keys(given)) {
    if (!taken.required.includes(name) && !taken.optional.includes(name)) {
      diagnostics.report(
        `${location}/Arguments`,
        `The field '${name}' is not supported by Step Functions: ${task.Resource} takes ` +
          [...taken.required, ...taken.optional].join(', '),
      );
    }
  }
}
