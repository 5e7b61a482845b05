import type { Condition } from '../../../../lib/personalize/filter-expression';
import type { Row } from '../data/dataset-contents';
import { holds } from '../filtering/conditions';

const ATTRIBUTE = String.raw`ITEMS\.(\w+)\s*(=|!=|<=?|>=?)\s*(?:"([^"]*)"|(-?\d+(?:\.\d+)?))`;
const ATTRIBUTES = new RegExp(String.raw`^\s*${ATTRIBUTE}(?:\s+AND\s+${ATTRIBUTE})*\s*$`, 'i');

/** Returns the names of the columns that the expression of a segment uses, without the prefix `ITEMS.`. */
export function columnsOf(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(ATTRIBUTE, 'gi'))].map(([, name = '']) => name);
}

/**
 * Compiles the expression of a segment, e.g. `ITEMS.GENRE = "drama" AND ITEMS.YEAR > 2000`, into a test for rows of
 * items.
 * @returns undefined if the text is not an expression of this form
 */
export function meaningOf(text: string): ((row: Row) => boolean) | undefined {
  if (!ATTRIBUTES.test(text)) return undefined;
  const conditions = [...text.matchAll(new RegExp(ATTRIBUTE, 'gi'))].map(([, name = '', operator = '', word, number]) =>
    conditionOf(name, operator as Condition['operator'], word, number),
  );
  return (row) => conditions.every((condition) => holds(condition, row, {}, undefined));
}

/**
 * Converts one comparison to a condition. A number is compared with the whole cell. For a text, a cell may hold several
 * values: `!=` requires that the text is none of them, and every other operator requires that the text is one of them.
 */
function conditionOf(
  name: string,
  operator: Condition['operator'],
  word: string | undefined,
  number: string | undefined,
): Condition {
  const field = { dataset: 'Items', name, offset: 0 } as const;
  if (word === undefined) return { field, operator, value: { kind: 'number', value: Number(number), offset: 0 } };
  const strings = [{ kind: 'string', text: word, quote: '"', offset: 0 } as const];
  return { field, operator: operator === '!=' ? 'NOT IN' : 'IN', value: { kind: 'list', strings, offset: 0 } };
}
