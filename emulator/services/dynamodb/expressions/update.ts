import { validateAttributeValue } from 'dynalite/validations';
import { ServiceError } from '../../../core/service';
import { addDecimals, subtractDecimals } from './decimal';
import { type AttributeValue, type Item, type Path, sizeOf, typeOf, valueAt } from './value';

/** A value in an update as dynalite parses it. */
export type Operand =
  | Path
  | AttributeValue
  | { readonly type: 'add' | 'subtract'; readonly args: readonly [Operand, Operand] }
  | {
      readonly type: 'function';
      readonly name: 'if_not_exists' | 'list_append';
      readonly args: readonly [Operand, Operand];
    };

/** One action of an update as dynalite parses it. */
export type UpdateAction =
  | { readonly type: 'set'; readonly path: Path; readonly val: Operand }
  | { readonly type: 'remove'; readonly path: Path }
  | { readonly type: 'add' | 'delete'; readonly path: Path; readonly val: AttributeValue };

/**
 * A map or list under construction. An element that an action removes from a list becomes undefined. Undefined elements
 * are dropped after the last action, so that the remaining elements keep their positions until then.
 */
interface Draft {
  M?: Record<string, AttributeValue>;
  L?: (AttributeValue | undefined)[];
}

const WRONG_TYPE = 'An operand in the update expression has an incorrect data type';
const WRONG_PATH = 'The document path provided in the update expression is invalid for update';
const ABSENT = 'The provided expression refers to an attribute that does not exist in the item';

/**
 * Returns the item after an update. Every action sees the item as it was before the update ("Update expressions" in the
 * developer guide, 2026-11). An update creates no item if all its actions are REMOVE or DELETE (AttributeValueUpdate in
 * the API reference, 2026-11).
 * @param before undefined if there is no item with this key
 * @returns undefined if there was no item, and the update creates none
 * @throws ServiceError if the item lacks a path that the update needs, if a value has the wrong type, or if a
 * calculated number is out of range
 */
export function updated(actions: readonly UpdateAction[], key: Item, before: Item | undefined): Item | undefined {
  const removesOnly = actions.length > 0 && actions.every(({ type }) => type === 'remove' || type === 'delete');
  if (before === undefined && removesOnly) return undefined;
  const item = before ?? key;
  const results = actions.map((action) => ({ path: action.path, value: resultOf(action, item) }));
  const isShallow = actions.every(({ path }) => path.length === 1);
  // The item is copied by JSON, because structuredClone would keep shared references: two attributes that were set from
  // the same value would share one object.
  const after: Record<string, AttributeValue> = isShallow ? { ...item } : JSON.parse(JSON.stringify(item));
  const lists = new Set<Draft>();
  for (const { path, value } of results) {
    const parent = parentAt(path, after);
    write(parent, path[path.length - 1], value);
    if (parent.L !== undefined) lists.add(parent);
  }
  // Setting a position far beyond the end leaves holes in a list. Object.values skips the holes.
  for (const list of lists) list.L = Object.values(list.L ?? []).filter((element) => element !== undefined);
  return after;
}

/** Value that an action leaves at its path; undefined if the action leaves no value. */
function resultOf(action: UpdateAction, item: Item): AttributeValue | undefined {
  if (action.type === 'remove') return undefined;
  if (action.type === 'set') return evaluate(action.val, item);
  const existing = valueAt(action.path, item);
  if (existing !== undefined && typeOf(existing) !== typeOf(action.val)) throw invalid(WRONG_TYPE);
  return action.type === 'add' ? sum(existing, action.val) : difference(existing, action.val);
}

function evaluate(operand: Operand, item: Item): AttributeValue {
  if (isPath(operand)) {
    const value = valueAt(operand, item);
    if (value === undefined) throw invalid(ABSENT);
    return value;
  }
  if (!('type' in operand)) return operand;
  const [first, second] = operand.args;
  if (operand.type === 'function' && operand.name === 'if_not_exists')
    return (isPath(first) ? valueAt(first, item) : undefined) ?? evaluate(second, item);
  const [one, other] = [evaluate(first, item), evaluate(second, item)];
  if (operand.type === 'function') {
    if (one.L === undefined || other.L === undefined) throw invalid(WRONG_TYPE);
    return { L: [...one.L, ...other.L] };
  }
  if (one.N === undefined || other.N === undefined) throw invalid(WRONG_TYPE);
  return inRange(operand.type === 'add' ? addDecimals(one.N, other.N) : subtractDecimals(one.N, other.N));
}

function sum(existing: AttributeValue | undefined, added: AttributeValue): AttributeValue {
  if (added.N !== undefined) return inRange(addDecimals(existing?.N ?? '0', added.N));
  if (existing === undefined) return added;
  return combined(existing, added, (elements, more) => [
    ...elements,
    ...more.filter((element) => !elements.includes(element)),
  ]);
}

function difference(existing: AttributeValue | undefined, removed: AttributeValue): AttributeValue | undefined {
  if (existing === undefined) return undefined;
  const left = combined(existing, removed, (elements, others) =>
    elements.filter((element) => !others.includes(element)),
  );
  return sizeOf(left) === 0 ? undefined : left;
}

/** Combines two sets of one type, or joins two lists. */
function combined(
  one: AttributeValue,
  other: AttributeValue,
  combine: <T>(elements: readonly T[], others: readonly T[]) => readonly T[],
): AttributeValue {
  if (one.SS !== undefined && other.SS !== undefined) return { SS: combine(one.SS, other.SS) };
  if (one.NS !== undefined && other.NS !== undefined) return { NS: combine(one.NS, other.NS) };
  if (one.BS !== undefined && other.BS !== undefined) return { BS: combine(one.BS, other.BS) };
  // Only the legacy parameter AttributeUpdates can append to lists with ADD.
  if (one.L !== undefined && other.L !== undefined) return { L: [...one.L, ...other.L] };
  throw invalid(WRONG_TYPE);
}

function inRange(number: string): AttributeValue {
  const problem = validateAttributeValue({ N: number });
  if (problem !== undefined) throw invalid(problem);
  return { N: number };
}

function parentAt(path: Path, item: Record<string, AttributeValue>): Draft {
  const parent = path.length === 1 ? { M: item } : (valueAt(path.slice(0, -1), item) as Draft | undefined);
  const isThere = typeof path[path.length - 1] === 'number' ? parent?.L !== undefined : parent?.M !== undefined;
  if (parent === undefined || !isThere) throw invalid(WRONG_PATH);
  return parent;
}

function write(parent: Draft, step: string | number | undefined, value: AttributeValue | undefined): void {
  if (typeof step === 'number' && parent.L !== undefined) parent.L[step] = value;
  else if (typeof step === 'string' && parent.M !== undefined) {
    if (value === undefined) delete parent.M[step];
    else parent.M[step] = value;
  }
}

function isPath(operand: Operand): operand is Path {
  return Array.isArray(operand);
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
