import type { StackValues } from '../definition';

/** ARNs of executions that hold locks: that of one which no longer runs is taken over. */
export function lockHolders(stack: Pick<StackValues, 'executionArns'>): readonly string[] {
  return ['run', 'locked-workflow'].map((machine) => stack.executionArns(machine));
}
