import type { Condition } from '../../../../lib/personalize/filter-expression/ast';
import type { Row } from '../data/dataset-contents';
import { type FilterValues, numberIn, textsIn } from './values';

/** Separator of categories in a csv value. */
const SEPARATOR = '|';

/** Wildcard that matches all event types. */
const ANY = '*';

/**
 * True if a condition holds for a row. Events are passed as rows too. If the field has no value, NOT IN holds and the other operators do
 * not, except that `*` matches every event.
 * @param currentItem row of the item in the request; undefined if the request has no item
 */
export function holds(
  { field, operator, value }: Condition,
  row: Row,
  values: FilterValues,
  currentItem: Row | undefined,
): boolean {
  const cell = cellOf(row, field.name);
  if (operator === 'IN' || operator === 'NOT IN') {
    // "Amazon Personalize ignores case only when matching event types": developer guide, "Guidelines and requirements"
    // (of filter expressions), read 2026-12-02.
    const isEvent = /interactions$/i.test(field.dataset);
    const own = isEvent ? [cell?.toLowerCase() ?? ''] : (cell?.split(SEPARATOR) ?? []);
    const wanted = wantedTexts(value, values, currentItem);
    const isIn = own.some((text) =>
      wanted.some((each) => (isEvent ? each === ANY || each.toLowerCase() === text : each === text)),
    );
    return (operator === 'IN') === isIn;
  }
  if (cell === null) return false;
  if (value.kind === 'string') return operator === '=' ? cell === value.text : operator === '!=' && cell !== value.text;
  return (
    compare(Number(cell), operator, wantedNumber(value, values, currentItem)) ||
    equalText(cell, operator, value, values)
  );
}

function wantedTexts(value: Condition['value'], values: FilterValues, currentItem: Row | undefined): readonly string[] {
  switch (value.kind) {
    case 'list':
      return value.strings.map(({ text }) => text);
    case 'placeholder':
      return textsIn(values[value.name] ?? '');
    case 'current-item':
      return currentItem === undefined ? [] : (cellOf(currentItem, value.name)?.split(SEPARATOR) ?? []);
    case 'string':
      return [value.text];
    case 'number':
      return [String(value.value)];
  }
}

function wantedNumber(value: Condition['value'], values: FilterValues, currentItem: Row | undefined): number {
  if (value.kind === 'number') return value.value;
  if (value.kind === 'placeholder') return numberIn(values[value.name] ?? '');
  const cell = value.kind === 'current-item' && currentItem !== undefined ? cellOf(currentItem, value.name) : null;
  return cell === null ? Number.NaN : Number(cell);
}

function compare(cell: number, operator: Condition['operator'], wanted: number): boolean {
  if (Number.isNaN(cell) || Number.isNaN(wanted)) return false;
  switch (operator) {
    case '=':
      return cell === wanted;
    case '!=':
      return cell !== wanted;
    case '<':
      return cell < wanted;
    case '<=':
      return cell <= wanted;
    case '>':
      return cell > wanted;
    case '>=':
      return cell >= wanted;
    default:
      return false;
  }
}

/** Evaluates `=` or `!=` between a text and the value of a placeholder; false if this value is a number. AWS's only example has `=`. */
function equalText(
  cell: string,
  operator: Condition['operator'],
  value: Condition['value'],
  values: FilterValues,
): boolean {
  if (value.kind !== 'placeholder' || !Number.isNaN(numberIn(values[value.name] ?? ''))) return false;
  const isEqual = textsIn(values[value.name] ?? '').includes(cell);
  return operator === '=' ? isEqual : operator === '!=' && !isEqual;
}

/**
 * Returns the value of a field. Field names match regardless of case. This is unconfirmed: `personalize-filter-case` in docs/local-aws.md.
 */
function cellOf(row: Row, name: string): string | null {
  const cell = row.get(name);
  if (cell !== undefined) return cell;
  const known = [...row.keys()].find((column) => column.toUpperCase() === name.toUpperCase());
  return known === undefined ? null : (row.get(known) ?? null);
}
