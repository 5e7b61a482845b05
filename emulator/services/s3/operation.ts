import { type Shape, shapeOfMember } from './xml-shape';

/** Header or query parameter that carries a member: only its name if its value is text, otherwise its name and the type of its value. */
export type Binding = string | readonly [name: string, type: 'integer' | 'boolean' | 'timestamp'];

export type Bindings = Readonly<Record<string, Binding>>;

/** Format of a body. The body is the value of `member`. XML without `member` contains all members of the input or output. */
export type Body =
  | { readonly kind: 'bytes'; readonly member: string }
  | { readonly kind: 'text'; readonly member: string }
  | { readonly kind: 'xml'; readonly root: string; readonly member?: string; readonly shape: Shape };

/** An S3 operation: its HTTP request and response, and the IAM action that it needs. */
export interface Operation {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD';
  readonly target: 'service' | 'bucket' | 'object';
  /** Query parameters that distinguish the operation from other operations with the same method and target, e.g. `versioning`, `list-type=2`. */
  readonly subresource?: readonly string[];
  /** True if the request has the header `x-amz-copy-source`. */
  readonly copies?: true;
  readonly action: string;
  readonly query?: Bindings;
  readonly headers?: Bindings;
  /** True if the request may have `x-amz-meta-*` headers. */
  readonly metadata?: true;
  readonly body?: Body;
  readonly output?: {
    readonly status?: number;
    readonly headers?: Bindings;
    readonly metadata?: true;
    readonly body?: Body;
  };
}

export function xml(root: string, shape: Shape, member?: string): Body {
  return { kind: 'xml', root, shape, ...(member !== undefined && { member }) };
}

/** Returns the paths of the input members that an operation declares, without those that many operations share (service.ts). */
export function inputMembers({ target, query, headers, metadata, body }: Operation): readonly string[] {
  return [
    ...(target === 'service' ? [] : ['Bucket']),
    ...(target === 'object' ? ['Key'] : []),
    ...Object.keys(query ?? {}),
    ...Object.keys(headers ?? {}),
    ...(metadata ? ['Metadata'] : []),
    ...(body?.member === undefined ? [] : body.kind === 'xml' ? pathsOf(body.shape, body.member) : [body.member]),
  ];
}

function pathsOf(shape: Shape, path: string): readonly string[] {
  if (typeof shape === 'string') return [path];
  if ('of' in shape) return pathsOf(shape.of, path);
  const members = Object.entries(shape.members);
  if (members.length === 0) return [`${path}.*`];
  return members.flatMap(([name, member]) => pathsOf(shapeOfMember(member), `${path}.${name}`));
}
