import type { XmlTree } from '../../core/protocols/xml';

/** Form of a value of the API model in S3's XML. */
export type Shape = 'string' | 'integer' | 'boolean' | 'timestamp' | Structure | List;

export interface Structure {
  readonly members: Readonly<Record<string, Shape | Renamed>>;
}

interface List {
  readonly element: string;
  readonly of: Shape;
  /** True if the list's elements are direct children of the structure, without an element that encloses the list. */
  readonly flattened: boolean;
}

/** A member whose XML element has another name than the member. */
interface Renamed {
  readonly elementName: string;
  readonly shape: Shape;
}

export function structure(members: Structure['members']): Structure {
  return { members };
}

/** Returns the shape of a list in the form `<Member><Element/><Element/></Member>`. */
export function list(element: string, of: Shape): List {
  return { element, of, flattened: false };
}

/** Returns the shape of a list in the form `<Element/><Element/>`. */
export function flattened(element: string, of: Shape): List {
  return { element, of, flattened: true };
}

export function renamed(elementName: string, shape: Shape): Renamed {
  return { elementName, shape };
}

/**
 * Converts XML to a value with the API model's names.
 * @throws Error that names an element that is not in the shape
 */
export function fromXml(shape: Shape, tree: XmlTree): unknown {
  if (typeof shape === 'string') return scalarFromXml(shape, tree);
  if ('of' in shape) return asArray(children(tree)[shape.element]).map((item) => fromXml(shape.of, item));
  const elements = children(tree);
  const value: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const [name, member] of Object.entries(shape.members)) {
    const { elementName, shape: of } = layout(name, member);
    known.add(elementName);
    const content = elements[elementName];
    if (content === undefined) continue;
    value[name] = isFlattened(of)
      ? asArray(content).map((item) => fromXml(of.of, item))
      : fromXml(of, asArray(content)[0] ?? '');
  }
  const unknown = Object.keys(elements).find((name) => name !== '#text' && !known.has(name));
  if (unknown !== undefined) {
    throw new Error(`the element <${unknown}> is not one of ${[...known].map((name) => `<${name}>`).join(', ')}`);
  }
  return value;
}

/** Converts a value with the API model's names to XML. Absent members are omitted. */
export function toXml(shape: Shape, value: unknown): XmlTree {
  if (typeof shape === 'string') return value instanceof Date ? value.toISOString() : String(value ?? '');
  if ('of' in shape) return { [shape.element]: (value as readonly unknown[]).map((item) => toXml(shape.of, item)) };
  const source = value as Readonly<Record<string, unknown>>;
  const tree: Record<string, XmlTree | readonly XmlTree[]> = {};
  for (const { name, elementName, shape: of } of elementsOf(shape)) {
    const content = source[name];
    if (content === undefined || content === null) continue;
    tree[elementName] = isFlattened(of)
      ? (content as readonly unknown[]).map((item) => toXml(of.of, item))
      : toXml(of, content);
  }
  return tree;
}

interface Element extends Renamed {
  /** Name of the member. */
  readonly name: string;
}

const elementsByStructure = new WeakMap<Structure, readonly Element[]>();

function elementsOf(structure: Structure): readonly Element[] {
  const known = elementsByStructure.get(structure);
  if (known !== undefined) return known;
  const listed = Object.entries(structure.members).map(([name, member]) => ({ name, ...layout(name, member) }));
  elementsByStructure.set(structure, listed);
  return listed;
}

export function shapeOfMember(member: Shape | Renamed): Shape {
  return typeof member === 'object' && 'elementName' in member ? member.shape : member;
}

function layout(name: string, member: Shape | Renamed): Renamed {
  if (typeof member === 'object' && 'elementName' in member) return member;
  return { elementName: isFlattened(member) ? member.element : name, shape: member };
}

function isFlattened(shape: Shape): shape is List {
  return typeof shape === 'object' && 'of' in shape && shape.flattened;
}

function scalarFromXml(shape: 'string' | 'integer' | 'boolean' | 'timestamp', tree: XmlTree): unknown {
  const text = typeof tree === 'string' ? tree : '';
  if (shape === 'integer') return Number(text);
  if (shape === 'boolean') return text === 'true';
  if (shape === 'timestamp') return new Date(text);
  return text;
}

function children(tree: XmlTree): Readonly<Record<string, XmlTree | readonly XmlTree[]>> {
  return typeof tree === 'string' ? {} : tree;
}

function asArray(content: XmlTree | readonly XmlTree[] | undefined): readonly XmlTree[] {
  if (content === undefined) return [];
  return Array.isArray(content) ? content : [content as XmlTree];
}
