import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isObject } from './expression/values';
import { StackError } from './stack-error';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A variable, local value, data source, resource or output, with the content of its block. */
export interface Block {
  readonly kind: 'variable' | 'local' | 'data' | 'resource' | 'output';
  /** Address: `var.name`, `local.x`, `data.aws_region.current`, `aws_s3_bucket.data`, `output.topic_arn`. */
  readonly address: string;
  /** Type of a resource or data source, e.g. `aws_s3_bucket`. */
  readonly type: string;
  readonly body: JsonObject;
}

export interface Configuration {
  /** Folder of the file, to which asset paths are relative. */
  readonly folder: string;
  /** Tags of every resource that can have tags, from the provider's `default_tags`. Expressions in them are not evaluated yet. */
  readonly defaultTags: unknown;
  /** Variables, local values, data sources, resources, outputs, in this order. Blocks of the same kind keep the order of the file. */
  readonly blocks: readonly Block[];
}

/** Top-level members that are not blocks. The loader reads only the provider's default tags from these members. */
const SETTINGS = ['//', 'terraform', 'provider'];
const KINDS = ['variable', 'locals', 'data', 'resource', 'output'];

/** Reads a file in Terraform's JSON syntax. Like Terraform, normalizes string values to Unicode's NFC (go-cty, package ctystrings, 2026-12-01). */
export function readConfigurationFile(path: string): Configuration {
  const normalize = (_: string, value: unknown) => (typeof value === 'string' ? value.normalize() : value);
  return readConfiguration(JSON.parse(readFileSync(path, 'utf8'), normalize), dirname(path));
}

/**
 * @throws StackError for a top-level member, a provider or an argument of the provider that the local AWS does not support, and for a value
 * that must be an object but is not
 */
export function readConfiguration(document: JsonObject, folder: string): Configuration {
  for (const member of Object.keys(document)) {
    if (!SETTINGS.includes(member) && !KINDS.includes(member)) {
      throw new StackError(member, `this is not supported by the local AWS; supported: ${KINDS.join(', ')}`);
    }
  }
  return {
    folder,
    defaultTags: defaultTags(object(document.provider, 'provider')),
    blocks: [
      ...named(document, 'variable', 'variable', 'var.'),
      ...Object.entries(object(document.locals, 'locals')).map(([name, value]) => ({
        kind: 'local' as const,
        address: `local.${name}`,
        type: '',
        body: { value },
      })),
      ...typed(document, 'data', 'data.'),
      ...typed(document, 'resource', ''),
      ...named(document, 'output', 'output', 'output.'),
    ],
  };
}

function named(document: JsonObject, member: string, kind: 'variable' | 'output', prefix: string): Block[] {
  return Object.entries(object(document[member], member)).map(([name, body]) => {
    const address = prefix + name;
    return { kind, address, type: '', body: withoutComment(object(body, address)) };
  });
}

function typed(document: JsonObject, kind: 'data' | 'resource', prefix: string): Block[] {
  return Object.entries(object(document[kind], kind)).flatMap(([type, blocks]) =>
    Object.entries(object(blocks, prefix + type)).map(([name, body]) => {
      const address = `${prefix}${type}.${name}`;
      return { kind, address, type, body: withoutComment(object(body, address)) };
    }),
  );
}

/**
 * Reads the default tags of the only provider. Other arguments of the provider are refused, because a region or an
 * alias would change the stack's meaning.
 */
function defaultTags(providers: JsonObject): unknown {
  for (const name of Object.keys(providers)) {
    if (name !== 'aws') throw new StackError(`provider.${name}`, 'the only provider of the local AWS is aws');
  }
  const [body = {}, second] = [providers.aws ?? []].flat() as unknown[];
  if (second !== undefined) throw new StackError('provider.aws', 'the local AWS has one provider only');
  const { default_tags: tags, ...others } = object(body, 'provider.aws');
  const [member] = Object.keys(others);
  if (member !== undefined) {
    throw new StackError('provider.aws', `the argument '${member}' is not supported by the local AWS`);
  }
  const [block = {}] = [tags ?? []].flat() as unknown[];
  return object(block, 'provider.aws: default_tags').tags ?? {};
}

function withoutComment({ '//': _comment, ...body }: JsonObject): JsonObject {
  return body;
}

function object(value: unknown, address: string): JsonObject {
  if (value === undefined) return {};
  if (isObject(value)) return value;
  throw new StackError(address, 'a JSON object is expected here');
}
