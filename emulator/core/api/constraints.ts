import { type ApiModel, type Shape, type Structure, shapeName, shapeOf } from './model';

/** Constraints of the API model that an input violates. The types in the input are already checked. */
export interface Violations {
  /** Paths of required members that are absent. */
  readonly missing: readonly string[];
  /** Sentences about all other violations, as most services word them. */
  readonly others: readonly string[];
}

/** Number of characters after which a quoted value is truncated. */
const MAX_QUOTED = 256;

export function violationsOf(model: ApiModel, structure: Structure, input: unknown): Violations {
  const missing: string[] = [];
  const others: string[] = [];

  const violated = (value: unknown, path: string, rule: string) =>
    others.push(`Value ${quoted(value)} at '${path}' failed to satisfy constraint: Member must ${rule}`);

  const within = (shape: Shape, value: unknown, path: string, size: number, what: string) => {
    const { min = 0, max = Number.POSITIVE_INFINITY } = shape as { readonly min?: number; readonly max?: number };
    if (size < min) violated(value, path, `have ${what} greater than or equal to ${min}`);
    if (size > max) violated(value, path, `have ${what} less than or equal to ${max}`);
    return size >= min && size <= max;
  };

  const check = (shape: Shape, value: unknown, path: string): void => {
    switch (shape.type) {
      case 'structure': {
        const members = value as Readonly<Record<string, unknown>>;
        const at = (name: string) => (path === '' ? camel(name) : `${path}.${camel(name)}`);
        for (const name of shape.required ?? []) if (members[name] === undefined) missing.push(at(name));
        for (const [name, content] of Object.entries(members)) {
          const member = shape.members[name];
          if (member !== undefined) check(shapeOf(model, shapeName(member)), content, at(name));
        }
        return;
      }
      case 'list': {
        const items = value as readonly unknown[];
        within(shape, value, path, items.length, 'length');
        for (const [index, item] of items.entries()) {
          check(shapeOf(model, shape.member), item, `${path}.${index + 1}.member`);
        }
        return;
      }
      case 'map': {
        const entries = Object.entries(value as object);
        within(shape, value, path, entries.length, 'length');
        for (const [name, content] of entries) {
          check(shapeOf(model, shape.key), name, `${path}.${name}.key`);
          check(shapeOf(model, shape.value), content, `${path}.${name}.value`);
        }
        return;
      }
      case 'string': {
        const text = value as string;
        if (!within(shape, value, path, text.length, 'length')) return;
        if (shape.enum !== undefined && !shape.enum.includes(text)) {
          violated(value, path, `satisfy enum value set: [${shape.enum.join(', ')}]`);
        }
        if (shape.pattern !== undefined && !wholePattern(shape.pattern).test(text)) {
          violated(value, path, `satisfy regular expression pattern: ${shape.pattern}`);
        }
        return;
      }
      case 'integer':
      case 'long':
      case 'double':
      case 'float':
        within(shape, value, path, value as number, 'value');
        return;
      case 'blob':
        within(shape, value, path, (value as string | Uint8Array).length, 'length');
        return;
      default:
    }
  };

  check(structure, input, '');
  return { missing, others };
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function quoted(value: unknown): string {
  return `'${String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, MAX_QUOTED)}'`;
}

const patterns = new Map<string, RegExp>();

/** Returns an expression that matches whole texts only, as services do even if the model's pattern has no anchors. */
function wholePattern(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? compile(pattern);
  patterns.set(pattern, known);
  return known;
}

/** Some patterns are only valid with the flag `u` (Unicode), others only without it. */
function compile(pattern: string): RegExp {
  const source = `^(?:${pattern})$`;
  try {
    return new RegExp(source, 'u');
  } catch {
    return new RegExp(source);
  }
}
