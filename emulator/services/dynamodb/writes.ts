import type { Options } from 'dynalite/db';
import * as dynalite from 'dynalite/db';
import { ServiceError } from '../../core/service';
import { type Condition, holds } from './expressions/condition';
import { type UpdateAction, updated } from './expressions/update';
import type { AttributeValue, Item } from './expressions/value';
import type { MemoryStore } from './store';

/** Input of PutItem, UpdateItem or DeleteItem after dynalite's checks, which add the members with an underscore. */
export interface WriteData {
  readonly TableName: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ReturnValues?: string;
  readonly ReturnValuesOnConditionCheckFailure?: unknown;
  readonly AttributeUpdates?: Readonly<Record<string, { readonly Action?: string; readonly Value?: AttributeValue }>>;
  readonly _condition?: { readonly expression: Condition };
  readonly _updates?: { readonly sections: readonly UpdateAction[]; readonly paths: readonly unknown[] };
}

/** A write of one item, checked as far as possible without the stored item. */
export interface PreparedWrite {
  /** Identifier of the item, unique across tables. */
  readonly id: string;
  /** @throws ServiceError, or dynalite's error, if the stored item does not allow the write */
  plan(): PlannedWrite;
}

export interface PlannedWrite {
  readonly output: Readonly<Record<string, unknown>>;
  commit(): void;
}

/** @throws ServiceError, or dynalite's error, if DynamoDB would refuse the write whatever item is stored */
export function prepareWrite(store: MemoryStore, operation: string, data: WriteData): PreparedWrite {
  const table = store.table(data.TableName);
  const key = data.Item ?? data.Key ?? {};
  refuse(data.Item === undefined ? dynalite.validateKey(key, table) : dynalite.validateItem(key, table));
  refuse(dynalite.validateUpdates(data.AttributeUpdates, data._updates, table));
  const name = dynalite.createKey(key, table);
  const items = store.getItemDb(data.TableName);
  const plan = (): PlannedWrite => {
    const before = items.value(name) as Item | undefined;
    checkCondition(data, before);
    const after = operation === 'UpdateItem' ? updated(actionsOf(data), key, before) : data.Item;
    if (operation === 'UpdateItem' && after !== undefined) checkUpdated(after, table, store.options);
    const Attributes = attributesOf(data, before, after);
    const ConsumedCapacity = dynalite.addConsumedCapacity(data, false, before, after);
    return {
      output: { Attributes, ConsumedCapacity },
      commit: () => {
        dynalite.updateIndexes(store, table, before, after, refuse);
        items.set(name, after);
      },
    };
  };
  return { id: `${data.TableName}/${name}`, plan };
}

function checkCondition(data: WriteData, before: Item | undefined): void {
  const { _condition: condition } = data;
  if (condition === undefined) refuse(dynalite.checkConditional(data, before));
  else if (!holds(condition.expression, before ?? {})) {
    const isAsked = data.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before !== undefined;
    const fields = isAsked ? { Item: before } : {};
    throw new ServiceError('ConditionalCheckFailedException', 'The conditional request failed', 400, fields);
  }
}

function checkUpdated(item: Item, table: dynalite.Table, { maxItemSize }: Options): void {
  if (dynalite.itemSize(item) > maxItemSize) throw invalid('Item size to update has exceeded the maximum allowed size');
  // The item's own key has been checked, so only the key of an index can have a wrong type.
  if (dynalite.validateItem(item, table))
    throw invalid('The update expression attempted to update the secondary index key to unsupported type');
}

/** Actions of an update expression, or of the legacy parameter `AttributeUpdates`. */
function actionsOf({ _updates: updates, AttributeUpdates: attributes = {} }: WriteData): readonly UpdateAction[] {
  if (updates !== undefined) return updates.sections;
  return Object.entries(attributes).map(([name, { Action: action = 'PUT', Value: val }]): UpdateAction => {
    const path = [name];
    if (val === undefined) return { type: 'remove', path };
    return action === 'PUT' ? { type: 'set', path, val } : { type: action === 'ADD' ? 'add' : 'delete', path, val };
  });
}

function attributesOf(data: WriteData, before: Item | undefined, after: Item | undefined): Item | undefined {
  const { _updates: updates, AttributeUpdates: attributes = {}, ReturnValues: returned = 'NONE' } = data;
  const item = returned.endsWith('_OLD') ? before : after;
  if (returned === 'NONE' || item === undefined) return undefined;
  if (returned.startsWith('ALL')) return item;
  const written = dynalite.mapPaths(updates?.paths ?? Object.keys(attributes), item);
  return Object.keys(written).length === 0 ? undefined : written;
}

function refuse(error: unknown): void {
  if (error) throw error;
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
