import jsonata from 'jsonata';
import { isObject } from '../json';
import { expressionSource, isExpression } from '../jsonata/expression';
import { LIMITS } from '../limits';
import type { Diagnostics } from './diagnostics';
import { type References, referencesOf } from './references';

/** Member of `$states` that the checked field may read. All fields may also read `input` and `context`. */
type Sees = 'result' | 'errorOutput' | undefined;

const VARIABLE_NAME = /^\p{ID_Start}\p{ID_Continue}*$/u;

/** Checks every expression in a template, at any depth. */
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

/** Checks `Assign`, an object of variable names and templates. */
export function checkAssign(value: unknown, location: string, diagnostics: Diagnostics, sees: Sees): void {
  if (!isObject(value)) {
    diagnostics.report(location, 'Expected value of type Object');
    return;
  }
  for (const name of Object.keys(value)) {
    if (!VARIABLE_NAME.test(name) || name.length > LIMITS.nameCharacters) {
      diagnostics.report(
        `${location}/${name}`,
        `The variable name '${name}' must begin with a letter, contain only letters, digits and '_', and have at most ` +
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
      text.endsWith('%}')
        ? `The expression ${JSON.stringify(text)} must have a blank inside each delimiter`
        : 'JSONata string must start with {% and end with %}',
    );
    return;
  }
  const reading = read(source);
  if (typeof reading === 'string') {
    diagnostics.report(location, reading, 'INVALID_JSONATA_EXPRESSION');
    return;
  }
  const unsupported = (message: string) => diagnostics.report(location, message, 'UNSUPPORTED_JSONATA_EXPRESSION');
  if (reading.root) unsupported("Reference to '$$' is not supported.");
  for (const name of reading.topLevel) unsupported(`Reference to '${name}' at the top level is not supported.`);
  for (const member of reading.states) {
    if ((member === 'result' || member === 'errorOutput') && member !== sees) {
      unsupported(`Field '$states.${member}' does not exist.`);
    }
  }
}

/** References of an expression, or the reason why the expression is invalid. */
type Reading = References | string;

/** Cache of readings, by the source of the expression. */
const readings = new Map<string, Reading>();

function read(source: string): Reading {
  const reading = readings.get(source) ?? parse(source);
  readings.set(source, reading);
  return reading;
}

function parse(source: string): Reading {
  try {
    return referencesOf(jsonata(source).ast());
  } catch (error) {
    return isObject(error) ? String(error.message) : String(error);
  }
}
