import { validatorProblems } from '../../support/asl-validator';
import type { Machine } from '../../support/machine';
import { conventionProblems } from './conventions';
import { expressionProblems } from './expressions';
import { nestedStartProblems } from './nested-starts';
import { orderProblems, retryProblems } from './retries';

/** Returns all problems of a definition whose placeholders are filled. */
export async function check(definition: string): Promise<string[]> {
  const machine: Machine = JSON.parse(definition);
  return [
    ...validatorProblems(machine),
    ...orderProblems(machine),
    ...retryProblems(machine),
    ...nestedStartProblems(machine),
    ...conventionProblems(machine),
    ...(await expressionProblems(machine)),
  ];
}
