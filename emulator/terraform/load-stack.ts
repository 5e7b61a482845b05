import type { Aws } from '../core/aws';
import { type Input, ServiceError } from '../core/service';
import { bool, number } from './arguments';
import { evaluateBody } from './body';
import { type Block, type Configuration, type JsonObject, readConfigurationFile } from './configuration';
import { DATA_SOURCES } from './data-sources';
import { ExpressionError } from './expression/syntax-tree';
import { creationOrder } from './graph';
import { checkMetaArguments, META_ARGUMENTS } from './meta-arguments';
import type { Context, Model } from './resource-model';
import { RESOURCES } from './resources';
import { StackError } from './stack-error';
import { resolveVariables } from './variables';
import { withoutUndefined } from './without-undefined';

/** A stack that has been created in the local AWS. */
export interface Stack {
  /** Values of outputs, by name. */
  readonly outputs: JsonObject;
  /**
   * Attributes by address, in the order of creation. If a resource has `count` or `for_each`, the address of each
   * instance ends with its index or key.
   */
  readonly resources: ReadonlyMap<string, JsonObject>;
  /** Values of variables, by name. */
  readonly variables: JsonObject;
}

export interface LoadOptions {
  /** Values of variables, by name. Default: the variables' defaults. */
  readonly variables?: JsonObject;
}

/**
 * Creates all resources of a synthesized stack, dependencies first, as `terraform apply` would.
 * @param path path of the stack's `cdk.tf.json`
 * @throws StackError that names the address of a block that cannot be loaded, and the reason
 */
export async function loadStack(aws: Aws, path: string, options: LoadOptions = {}): Promise<Stack> {
  return loadConfiguration(aws, readConfigurationFile(path), options);
}

/** Creates the resources of a parsed stack. */
export async function loadConfiguration(
  aws: Aws,
  configuration: Configuration,
  options: LoadOptions = {},
): Promise<Stack> {
  return new Loader(aws, configuration, options.variables ?? {}).load();
}

class Loader {
  /** Values of references, by address. */
  private readonly values: Map<string, unknown>;
  private readonly resources = new Map<string, JsonObject>();
  private readonly outputs: Record<string, unknown> = {};

  constructor(
    private readonly aws: Aws,
    private readonly configuration: Configuration,
    variables: JsonObject,
  ) {
    this.values = new Map(resolveVariables(configuration, variables));
  }

  async load(): Promise<Stack> {
    const variables = withoutPrefix(this.values, 'var.');
    const order = creationOrder(this.configuration);
    for (const block of order) {
      checkMetaArguments(block);
      if (block.kind === 'resource' || block.kind === 'data') modelOf(block);
    }
    for (const block of order) await this.create(block);
    return { outputs: this.outputs, resources: this.resources, variables };
  }

  private async create(block: Block): Promise<void> {
    const { address, body } = block;
    switch (block.kind) {
      case 'local':
        this.values.set(address, this.evaluate(body.value, address));
        break;
      case 'output':
        this.outputs[address.slice('output.'.length)] = this.evaluate(body.value, address);
        break;
      default:
        this.values.set(address, await this.createInstances(block));
    }
  }

  /** @returns the attributes of the only instance, or of all instances: as a list with `count`, by key with `for_each` */
  private async createInstances(block: Block): Promise<unknown> {
    const { address, body } = block;
    if (body.for_each !== undefined) return this.createForEach(block);
    if (body.count === undefined) return this.createInstance(block, address);
    const count = number.read(this.evaluate(body.count, address), { address, path: 'count' });
    const instances: JsonObject[] = [];
    for (let index = 0; index < count; index += 1) {
      instances.push(await this.createInstance(block, `${address}[${index}]`, { 'count.index': index }));
    }
    return instances;
  }

  /**
   * Creates an instance for each member of a map or each text in a set. In a set, `each.key` and `each.value` are both
   * the text.
   */
  private async createForEach(block: Block): Promise<unknown> {
    const { address, body } = block;
    const given = this.evaluate(body.for_each, address);
    const entries = Array.isArray(given)
      ? given.map((text) => [String(text), text] as const)
      : Object.entries(given ?? {});
    const instances: Record<string, JsonObject> = {};
    for (const [key, value] of entries) {
      const own = { 'each.key': key, 'each.value': value };
      instances[key] = await this.createInstance(block, `${address}[${JSON.stringify(key)}]`, own);
    }
    return instances;
  }

  /** @param own values that only this instance can refer to, such as `count.index` */
  private async createInstance(block: Block, address: string, own: JsonObject = {}): Promise<JsonObject> {
    const entries = Object.entries(block.body).filter(([name]) => !META_ARGUMENTS.includes(name));
    const body = this.withDefaultTags(block, this.evaluate(Object.fromEntries(entries), address, own) as JsonObject);
    this.checkPreconditions(block);
    const computed = await modelOf(block).create(body, this.context(address));
    const attributes = { ...body, ...computed };
    if (block.kind === 'resource') this.resources.set(address, attributes);
    return attributes;
  }

  /** Adds the default tags to a resource that can have tags, as the provider does. The resource's own tags take precedence. If there is no tag, `tags` is absent. */
  private withDefaultTags(block: Block, { tags: own, ...body }: JsonObject): JsonObject {
    const defaults = modelOf(block).taggable ? this.evaluate(this.configuration.defaultTags, 'provider.aws') : {};
    const tags = { ...(defaults as JsonObject), ...(own as JsonObject | undefined) };
    return Object.keys(tags).length === 0 ? body : { ...body, tags };
  }

  private checkPreconditions({ address, body }: Block): void {
    const { precondition = [] } = (body.lifecycle ?? {}) as JsonObject;
    for (const { condition, error_message: message } of [precondition].flat() as JsonObject[]) {
      const holds = bool.read(this.evaluate(condition, address), { address, path: 'precondition' });
      if (!holds) throw new StackError(address, String(this.evaluate(message, address)));
    }
  }

  private evaluate(value: unknown, address: string, own: JsonObject = {}): unknown {
    return evaluateBody(value, { address, path: '' }, (name) => {
      if (name in own) return own[name];
      if (name === 'path.module') return '.';
      if (this.values.has(name)) return this.values.get(name);
      throw new ExpressionError(`${name} has no value here`);
    });
  }

  private context(address: string): Context {
    const { aws } = this;
    return {
      aws,
      address,
      folder: this.configuration.folder,
      call: async (service: string, operation: string, input: Input) => {
        try {
          return ((await aws.call(service, operation, withoutUndefined(input) as Input)) ?? {}) as JsonObject;
        } catch (cause) {
          if (!(cause instanceof ServiceError)) throw cause;
          throw new StackError(address, `${service}:${operation} returned ${cause.code}: ${cause.message}`, {
            cause,
          });
        }
      },
    };
  }
}

function modelOf({ kind, type, address }: Block): Model {
  const models = kind === 'data' ? DATA_SOURCES : RESOURCES;
  const model = models.find((candidate) => candidate.type === type);
  if (model !== undefined) return model;
  const known = models.map((candidate) => candidate.type).sort();
  throw new StackError(
    address,
    `the local AWS does not support the resource type ${type}; it supports ${known.join(', ')}`,
  );
}

function withoutPrefix(values: ReadonlyMap<string, unknown>, prefix: string): JsonObject {
  return Object.fromEntries([...values].map(([address, value]) => [address.slice(prefix.length), value]));
}
