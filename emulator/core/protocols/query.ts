import type { Protocol } from '../emulated-service';
import { type Call, type Input, ServiceError, type WireRequest, type WireResponse } from '../service';
import { replaceForbidden, writeXml, type XmlTree } from './xml';

export interface QueryProtocolOptions {
  /** XML namespace of the answers, e.g. `http://sns.amazonaws.com/doc/2010-03-31/`. */
  readonly namespace: string;
  /** Output members that are maps. They are written as a list of entries with key and value. */
  readonly mapMembers?: readonly string[];
  readonly requestId: () => string;
}

/** AWS's query protocol: the input is a form, the output is XML, and all values are text. */
export class QueryProtocol implements Protocol {
  constructor(private readonly options: QueryProtocolOptions) {}

  decode(request: WireRequest): Call {
    const form = request.body.length > 0 ? new URLSearchParams(new TextDecoder().decode(request.body)) : request.query;
    const operation = form.get('Action');
    if (operation === null) throw new ServiceError('MissingAction', 'The request has no Action parameter.');
    const input = [...form].filter(([name]) => name !== 'Action' && name !== 'Version' && !name.startsWith('X-Amz-'));
    return { operation, input: readForm(input), texts: true };
  }

  encode({ operation }: Call, output: unknown): WireResponse {
    const result = output === undefined ? {} : { [`${operation}Result`]: this.toXml(output) };
    return this.respond(200, `${operation}Response`, {
      ...result,
      ResponseMetadata: { RequestId: this.options.requestId() },
    });
  }

  encodeError(error: ServiceError): WireResponse {
    return this.respond(error.status, 'ErrorResponse', {
      Error: {
        Type: error.status < 500 ? 'Sender' : 'Receiver',
        Code: error.code,
        Message: replaceForbidden(error.message),
      },
      RequestId: this.options.requestId(),
    });
  }

  private respond(status: number, root: string, content: XmlTree): WireResponse {
    const body = writeXml(root, content, this.options.namespace);
    return { status, headers: { 'content-type': 'text/xml' }, body };
  }

  private toXml(value: unknown): XmlTree {
    if (value instanceof Date) return value.toISOString();
    if (Array.isArray(value)) return { member: value.map((item) => this.toXml(item)) };
    if (value === null || typeof value !== 'object') return replaceForbidden(String(value));
    const tree: Record<string, XmlTree> = {};
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      tree[name] = this.options.mapMembers?.includes(name) ? mapToXml(member) : this.toXml(member);
    }
    return tree;
  }
}

function mapToXml(map: Readonly<Record<string, string>>): XmlTree {
  const entry = Object.entries(map).map(([key, value]) => ({
    key: replaceForbidden(key),
    value: replaceForbidden(value),
  }));
  return { entry };
}

type Node = { [name: string]: Node | string };

/** Maximum number of levels in a parameter's name. Inputs of AWS have fewer. */
const MAX_LEVELS = 32;

/** Reads `Tags.member.1.Key=a` as `{ Tags: [{ Key: 'a' }] }`, and `Attributes.entry.1.key=a` with `Attributes.entry.1.value=b` as a map. */
function readForm(fields: readonly (readonly [string, string])[]): Input {
  const root = newNode();
  for (const [name, value] of fields) {
    const path = name.split('.');
    if (path.length > MAX_LEVELS) {
      throw new ServiceError('MalformedQueryString', `The name of a parameter has more than ${MAX_LEVELS} levels.`);
    }
    const last = path.pop() ?? name;
    let node = root;
    for (const part of path) {
      const child = node[part];
      const next = typeof child === 'object' ? child : newNode();
      node[part] = next;
      node = next;
    }
    node[last] = value;
  }
  return Object.fromEntries(Object.entries(root).map(([name, node]) => [name, fromForm(node)]));
}

/**
 * Creates a node without a prototype. Clients choose the names of members, so even `__proto__` must be an ordinary
 * name.
 */
function newNode(): Node {
  return Object.create(null) as Node;
}

function fromForm(node: Node | string): unknown {
  if (typeof node === 'string') return node;
  const { member, entry } = node;
  if (typeof member === 'object') return inOrder(member).map(fromForm);
  if (typeof entry === 'object') {
    const entries = inOrder(entry).map((one) => (typeof one === 'string' ? newNode() : one));
    // Map entries have `key` and `value`; message attributes have `Name` and `Value`.
    return Object.fromEntries(
      entries.map((one) => [String(one.key ?? one.Name), fromForm(one.value ?? one.Value ?? '')]),
    );
  }
  return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, fromForm(child)]));
}

function inOrder(numbered: Node): (Node | string)[] {
  return Object.entries(numbered)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, item]) => item);
}
