import type { Aws } from '../core/aws';
import type { Input } from '../core/service';
import { type Arguments, type ArgumentValues, readArguments } from './arguments';
import type { JsonObject } from './configuration';

/** What a model needs to create a resource. */
export interface Context {
  readonly aws: Aws;
  /** Address, with the index or key if the resource has `count` or `for_each`, e.g. `aws_kms_key.notifications_key[0]`. */
  readonly address: string;
  /** Folder of the stack's file, to which asset paths are relative. */
  readonly folder: string;
  /**
   * Calls a service as the administrator. Undefined members are omitted.
   * @throws StackError with the address and the service's error
   */
  call(service: string, operation: string, input: Input): Promise<JsonObject>;
}

/** Model of a resource type or a data source. It creates a resource, or reads the data source. */
export interface Model {
  readonly type: string;
  /** True if the resource can have tags. */
  readonly taggable: boolean;
  /**
   * @param body evaluated arguments of the block
   * @returns attributes that the provider computes, e.g. `arn`. Arguments in `body` need not be repeated
   */
  create(body: JsonObject, context: Context): Promise<JsonObject>;
}

/**
 * Defines the model of a resource type or a data source.
 * @param arguments_ every argument that the model supports; other arguments are refused
 */
export function defineModel<A extends Arguments>(
  type: string,
  arguments_: A,
  create: (values: ArgumentValues<A>, context: Context) => Promise<JsonObject>,
): Model {
  return {
    type,
    taggable: Object.hasOwn(arguments_, 'tags'),
    create: (body, context) => create(readArguments(body, arguments_, { address: context.address, path: '' }), context),
  };
}
