import type { Answer } from './check';
import type { Question } from './question';

/** Describes what a check creates and costs, before a person confirms it with "yes". */
export function describePlan(questions: readonly Question[], prefix: string): string {
  const asked = questions.flatMap(({ id, check }) => ('ask' in check ? [{ id, ...check }] : []));
  const dollars = asked.reduce((sum, check) => sum + check.dollars, 0);
  return [
    `${asked.length} of ${questions.length} questions are asked. Names begin with ${prefix}-. The check creates, and removes at the end:`,
    '  shared by several questions: a bucket with small csv, three roles, a dataset group with a trained solution',
    ...asked.map(
      ({ id, creates, dollars: most }) => `  ${id}: ${creates}${most > 0 ? `, up to $${most.toFixed(2)}` : ''}`,
    ),
    `It costs at most $${dollars.toFixed(2)} by public prices, and takes some hours.`,
    `If the process is killed: npm run account-check -- --teardown ${prefix}`,
  ].join('\n');
}

export function describeAnswer({ question: { id, check }, verdict, seen }: Answer): string {
  const expected = verdict === 'REFUTED' && 'expected' in check ? ` (the local AWS: ${check.expected})` : '';
  return `${verdict.padEnd(12)} ${id}: ${seen}${expected}`;
}
