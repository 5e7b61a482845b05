import { type ApiModel, type Shape, shapeName, shapeOf, structureOf } from './model';

/**
 * Implemented (honored) input members, by name. Each value says which of the member's own members are implemented.
 * `all`: every member, including members that the API adds later.
 */
export type ImplementedMembers = ReadonlyMap<string, ImplementedMembers> | 'all';

/**
 * Parses paths of members. The path `Name` stands for a member without members of its own. `Target.Arn` stands for a
 * member of the structure `Target`, or of the structures in the list or map `Target`. `Tags.*` stands for all members
 * of the structure `Tags`, or of the structures in the list or map `Tags`.
 * @throws Error if the API model has no such operation; Error with the path if a path is not in the API model, ends at
 * a structure or at a list or map of structures, or has `.*` after anything else
 */
export function implementedMembersOf(model: ApiModel, operation: string, paths: readonly string[]): ImplementedMembers {
  const tree = new Map<string, Tree>();
  for (const path of paths) {
    assertKnown(model, operation, path);
    let node = tree;
    for (const name of path.split('.')) {
      if (name === '*') node.set(name, new Map());
      const next: Tree = node.get(name) ?? new Map();
      node.set(name, next);
      node = next;
    }
  }
  return new Map([...tree].map(([name, node]) => [name, closed(node)]));
}

type Tree = Map<string, Tree>;

function closed(tree: Tree): ImplementedMembers {
  if (tree.size === 0 || tree.has('*')) return 'all';
  return new Map([...tree].map(([name, node]) => [name, closed(node)]));
}

function assertKnown(model: ApiModel, operation: string, path: string): void {
  let shape: Shape = structureOf(model, operation, 'input');
  for (const name of path.split('.')) {
    if (name === '*') {
      if (shape.type === 'structure') return;
      throw new Error(`${operation}: '${path}' is not allowed, because the part before '.*' is not a structure.`);
    }
    const member = shape.type === 'structure' ? shape.members[name] : undefined;
    if (member === undefined) throw new Error(`${operation}: the API model has no '${path}'.`);
    shape = contentOf(model, shapeOf(model, shapeName(member)));
  }
  if (shape.type === 'structure')
    throw new Error(`${operation}: '${path}' has members; list them, or use '${path}.*'.`);
}

/** Returns the shape of the innermost items of a list or map. Returns a shape of any other type unchanged. */
export function contentOf(model: ApiModel, shape: Shape): Shape {
  if (shape.type === 'list') return contentOf(model, shapeOf(model, shape.member));
  return shape.type === 'map' ? contentOf(model, shapeOf(model, shape.value)) : shape;
}
