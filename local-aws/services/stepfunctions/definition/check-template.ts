import jsonata from 'jsonata';
import { isObject } from '../json';
import { expressionSource, isExpression } from '../jsonata/expression';
import { LIMITS } from '../limits';
import type { Diagnostics } from './diagnostics';

/** Members of `$states` that exist only while some fields are evaluated. */
type Sees = 'result' | 'errorOutput' | undefined;

const VARIABLE_NAME = /^\p{ID_Start}\p{ID_Continue}*$/u;

/** Checks every expression in a template, however deep. */
export function checkTemplate(value: unknown, location: string, diagnostics: Diagnostics, sees: Sees): void {
  if (isExpression(value)) {
    checkExpression(value, location, diagnostics, sees);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkTemplate(item, `${location}[${index}]`, diagnostics, sees);
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      checkTemplate(member, `${location}/${name}`, diagnostics, sees);
    }
  }
}

/** `Assign`: an object of variable names and templates. */
export function checkAssign(value: unknown, location: string, diagnostics: Diagnostics, sees: Sees): void {
  if (!isObject(value)) {
    diagnostics.report(location, 'Expected value of type Object');
    return;
  }
  for (const name of Object.keys(value)) {
    if (!VARIABLE_NAME.test(name) || name.length > LIMITS.nameCharacters) {
      diagnostics.report(
        `${location}/${name}`,
        `The variable name '${name}' must begin with a letter, go on with letters, digits or '_', and have at most ` +
          `${LIMITS.nameCharacters} characters`,
      );
    }
    if (name === 'states') diagnostics.report(`${location}/${name}`, "The variable name 'states' is reserved");
  }
  checkTemplate(value, location, diagnostics, sees);
}

export function checkExpression(text: string, location: string, diagnostics: Diagnostics, sees: Sees): void {
  const source = expressionSource(text);
  if (source === undefined) {
    diagnostics.report(
      location,
      `The expression ${JSON.stringify(text)} must end with '%}' and have a blank inside each delimiter`,
    );
    return;
  }
  const { error, states } = read(source);
  if (error !== undefined) {
    diagnostics.report(location, `The JSONata expression '${source}' is not valid. ${error}`);
    return;
  }
  for (const member of states) {
    if ((member === 'result' || member === 'errorOutput') && member !== sees) {
      diagnostics.report(location, `$states.${member} cannot be used in this field`);
    }
  }
}

interface Reading {
  /** Why the expression is not valid. */
  readonly error?: string;
  /** The members of `$states` that it reads by name. */
  readonly states: ReadonlySet<unknown>;
}

/** By source, since the same machines are created in one account after another. */
const readings = new Map<string, Reading>();

function read(source: string): Reading {
  const reading = readings.get(source) ?? parse(source);
  readings.set(source, reading);
  return reading;
}

function parse(source: string): Reading {
  try {
    return { states: statesMembers(jsonata(source).ast()) };
  } catch (error) {
    const message = isObject(error)
      ? `${error.code}: ${error.message} (at character ${error.position})`
      : String(error);
    return { error: message, states: new Set() };
  }
}

/** The members of `$states` that a parsed expression reads by name. */
function statesMembers(ast: unknown): ReadonlySet<unknown> {
  const members = new Set<unknown>();
  const seen = new Set<unknown>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    if (isObject(node) && node.type === 'path' && Array.isArray(node.steps)) {
      const [first, second]: unknown[] = node.steps;
      if (isObject(first) && first.type === 'variable' && first.value === 'states' && isObject(second)) {
        members.add(second.value);
      }
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(ast);
  return members;
}
