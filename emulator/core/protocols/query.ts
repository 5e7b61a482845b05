import type { Protocol } from '../emulated-service';
import { type Call, type Input, ServiceError, type WireRequest, type WireResponse } from '../service';
import { writeXml, type XmlTree } from './xml';

export interface QueryProtocolOptions {
  /** XML namespace of the answers, e.g. `http://sns.amazonaws.com/doc/2010-03-31/`. */
  readonly namespace: string;
  /** Members of outputs that are maps, not structures: their entries carry the keys as text. */
  readonly mapMembers?: readonly string[];
  readonly requestId: () => string;
}

/** AWS's query protocol: the input as a form, lists and maps numbered in the names; the output as XML. Values are text. */
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
      Error: { Type: error.status < 500 ? 'Sender' : 'Receiver', Code: error.code, Message: error.message },
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
    if (value === null || typeof value !== 'object') return String(value);
    const tree: Record<string, XmlTree> = {};
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      tree[name] = this.options.mapMembers?.includes(name) ? mapToXml(member) : this.toXml(member);
    }
    return tree;
  }
}

function mapToXml(map: Readonly<Record<string, string>>): XmlTree {
  return { entry: Object.entries(map).map(([key, value]) => ({ key, value })) };
}

type Node = { [name: string]: Node | string };

/** More than any input of a service that speaks the query protocol. */
const MOST_LEVELS = 32;

/** `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: 'a' }] }`, `Attributes.entry.1.key=a` (and `.value`) a map. */
function readForm(fields: readonly (readonly [string, string])[]): Input {
  const root = newNode();
  for (const [name, value] of fields) {
    const path = name.split('.');
    if (path.length > MOST_LEVELS) {
      throw new ServiceError('MalformedQueryString', `The name of a parameter has more than ${MOST_LEVELS} levels.`);
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

/** Without a prototype: names come from the client. */
function newNode(): Node {
  return Object.create(null) as Node;
}

function fromForm(node: Node | string): unknown {
  if (typeof node === 'string') return node;
  const { member, entry } = node;
  if (typeof member === 'object') return inOrder(member).map(fromForm);
  if (typeof entry === 'object') {
    const entries = inOrder(entry).map((one) => (typeof one === 'string' ? newNode() : one));
    // Maps name their parts differently: `key` and `value` as a rule, `Name` and `Value` in message attributes.
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
