import type { Problem } from '../../../lib/parameter-file/problem';

/** Mark in a text, immediately before the place where a problem is expected. It is removed from the text. */
const MARK = '§';

export interface MarkedText {
  readonly text: string;
  /** Line of the mark, 1-based. */
  readonly line: number;
  readonly column: number;
}

/** @throws Error if the text has no mark, or several */
export function marked(textWithMark: string): MarkedText {
  const [before, after, ...more] = textWithMark.split(MARK);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`There must be exactly one ${MARK} in: ${textWithMark}`);
  }
  const lines = before.split('\n');
  return { text: before + after, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** The part of problems that tests compare. The rest is wording. */
export function essence(problems: readonly Problem[]) {
  return problems.map(({ severity, rule, line, column }) => ({ severity, rule, line, column }));
}
