import { evaluate, type Resolve } from './expression/evaluate';
import { parseTemplate } from './expression/parser';
import { references } from './expression/references';
import { ExpressionError } from './expression/syntax-tree';
import { isObject } from './expression/values';
import { StackError } from './stack-error';

/** Position of a value: the address of its block and the path within it, e.g. `rule[0].filter.prefix`. */
export interface Place {
  readonly address: string;
  readonly path: string;
}

/**
 * Evaluates every string in a value of a block: in Terraform's JSON syntax, each string is a template.
 * @throws StackError that names block, argument and expression
 */
export function evaluateBody(value: unknown, place: Place, resolve: Resolve): unknown {
  return mapStrings(value, place, (text, at) => attempt(text, at, () => evaluate(parseTemplate(text), resolve)));
}

/** Returns every reference in a value of a block, with its position. */
export function referencesOfBody(value: unknown, place: Place): { to: string; at: Place }[] {
  const found: { to: string; at: Place }[] = [];
  mapStrings(value, place, (text, at) => {
    for (const to of attempt(text, at, () => references(parseTemplate(text)))) found.push({ to, at });
  });
  return found;
}

export function describePlace({ address, path }: Place): string {
  return path === '' ? address : `${address}: ${path}`;
}

function mapStrings(value: unknown, place: Place, map: (text: string, at: Place) => unknown): unknown {
  if (typeof value === 'string') return map(value, place);
  if (Array.isArray(value)) {
    return value.map((item, index) => mapStrings(item, { ...place, path: `${place.path}[${index}]` }, map));
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    const path = place.path === '' ? key : `${place.path}.${key}`;
    return [key, mapStrings(item, { ...place, path }, map)];
  });
  return Object.fromEntries(entries);
}

const SHOWN_CHARACTERS = 120;

function attempt<T>(text: string, place: Place, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const shown = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
    throw new StackError(describePlace(place), `${error.message} (in ${JSON.stringify(shown)})`);
  }
}
