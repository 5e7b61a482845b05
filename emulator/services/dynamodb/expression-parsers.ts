import { type AttributeValue, typeOf } from './expressions/value';
import { flatCondition } from './flat-condition';

type Values = Readonly<Record<string, AttributeValue>>;

/**
 * Names and values with which dynalite's parsers resolve expressions. A parser deletes the names and values that it has
 * used from the two `unused…` members.
 */
interface Context {
  readonly attrNames?: Readonly<Record<string, string>>;
  readonly attrVals?: Values;
  readonly unusedAttrNames: Record<string, true>;
  readonly unusedAttrVals: Record<string, true>;
}

/**
 * Result of a parser. A condition is in `expression`, the actions of an update are in `sections`. No other member
 * contains values.
 */
interface Parsed {
  readonly expression?: unknown;
  readonly sections?: unknown;
}

/**
 * A parser of dynalite.
 * @returns the parsed expression, or an error message
 * @throws Error with an error message
 */
type Parse = (text: string, options: { readonly context: Context }) => Parsed | string;

interface Cached {
  readonly parsed: Parsed;
  /** All values of the request from which `parsed` was parsed, by their names. */
  readonly values: Values;
  readonly namesUsed: readonly string[];
  readonly valuesUsed: readonly string[];
}

/** Maximum depth of parentheses. Each level triples the time of dynalite's parser. */
const DEEPEST = 6;

/** Maximum number of cached expressions per parser. */
const MAX_CACHED = 1000;

/** Operators and functions whose operands the parser checks by value, and not only by type. */
const CHECKS_VALUES = /between|attribute_type/i;

/**
 * Makes dynalite cache parsed expressions, flatten conditions and refuse deeply nested parentheses. Replaces the function that each
 * parser's module exports.
 */
export function cacheExpressions(): void {
  replaceParser('condition', (parse) => (text, options) => parse(shallow(flatCondition(text)), options));
  replaceParser('update', (parse) => (text, options) => parse(shallow(text), options));
  replaceParser('projection', (parse) => (text, options) => parse(shallow(text), options));
}

function replaceParser(kind: string, replacement: (parse: Parse) => Parse): void {
  const parser: { parse: Parse } = require(`dynalite/db/${kind}Parser`);
  parser.parse = cached(replacement(parser.parse));
}

/** @throws Error if parentheses are nested too deeply */
function shallow(text: string): string {
  let [now, most] = [0, 0];
  for (const character of text) {
    if (character === '(') now += 1;
    if (character === ')') now -= 1;
    if (now > most) most = now;
  }
  if (most > DEEPEST)
    throw new Error(
      `The local DynamoDB supports at most ${DEEPEST} levels of parentheses; the expression has ${most}.`,
    );
  return text;
}

/**
 * Caches the results of a parser.
 * @param parse a parser whose result depends only on the text, the names and the types of the values. If CHECKS_VALUES
 * matches the text, the result may also depend on the values
 */
function cached(parse: Parse): Parse {
  const known = new Map<string, Cached>();
  return (text, { context }) => {
    const key = keyOf(text, context);
    const found = known.get(key) ?? parsedAnew(parse, text, context);
    if (typeof found === 'string') return found;
    if (known.size >= MAX_CACHED) known.clear();
    known.set(key, found);
    for (const name of found.namesUsed) delete context.unusedAttrNames[name];
    for (const name of found.valuesUsed) delete context.unusedAttrVals[name];
    const values = new Map(found.valuesUsed.map((name) => [found.values[name], context.attrVals?.[name]]));
    const { expression, sections } = found.parsed;
    return { ...found.parsed, expression: withValues(expression, values), sections: withValues(sections, values) };
  };
}

function keyOf(text: string, { attrNames, attrVals = {} }: Context): string {
  const types = Object.entries(attrVals).map(([name, value]) => [name, typeOf(value)]);
  return JSON.stringify([text, attrNames, CHECKS_VALUES.test(text) ? attrVals : types]);
}

function parsedAnew(parse: Parse, text: string, context: Context): Cached | string {
  const { attrNames = {}, attrVals = {} } = context;
  const unusedAttrNames = marked(attrNames);
  const unusedAttrVals = marked(attrVals);
  const parsed = parse(text, { context: { ...context, unusedAttrNames, unusedAttrVals } });
  if (typeof parsed === 'string') return parsed;
  return {
    parsed,
    values: attrVals,
    namesUsed: Object.keys(attrNames).filter((name) => !(name in unusedAttrNames)),
    valuesUsed: Object.keys(attrVals).filter((name) => !(name in unusedAttrVals)),
  };
}

function marked(named: object): Record<string, true> {
  return Object.fromEntries(Object.keys(named).map((name) => [name, true]));
}

/** Copies a part of a parsed expression and replaces its values. A copy is needed because dynalite changes conditions on keys. */
function withValues(part: unknown, values: ReadonlyMap<unknown, unknown>): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (values.has(part)) return values.get(part);
  if (Array.isArray(part)) return part.map((element) => withValues(element, values));
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(part)) copy[name] = withValues(member, values);
  return copy;
}
