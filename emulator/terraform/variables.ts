import { bool } from './arguments';
import { evaluateBody } from './body';
import type { Block, Configuration, JsonObject } from './configuration';
import { ExpressionError } from './expression/syntax-tree';
import { toBoolean, toList, toNumber, toObject, toText } from './expression/values';
import { StackError } from './stack-error';

/** Values by address, e.g. `var.name`. */
export type Values = ReadonlyMap<string, unknown>;

const MEMBERS = ['default', 'description', 'ephemeral', 'nullable', 'sensitive', 'type', 'validation'];

/** Conversions to the types of variables. As in Terraform, a value that cannot be converted is refused. */
const TYPES: Readonly<Record<string, (value: unknown) => unknown>> = {
  any: (value) => value,
  bool: toBoolean,
  'list(string)': (value) => toList(value).map(toText),
  'map(string)': (value) =>
    Object.fromEntries(Object.entries(toObject(value)).map(([key, item]) => [key, toText(item)])),
  number: toNumber,
  string: toText,
};

/**
 * Returns the value of every variable, given or default. Checks the validations of the variables.
 * @throws StackError for a value of an unknown variable, a missing, mistyped or invalid value, and a variable that is not supported
 */
export function resolveVariables(configuration: Configuration, set: JsonObject): Values {
  const blocks = configuration.blocks.filter((block) => block.kind === 'variable');
  const unknown = Object.keys(set).find((name) => !blocks.some((block) => block.address === `var.${name}`));
  if (unknown !== undefined) {
    const known = blocks.map((block) => block.address.slice('var.'.length)).join(', ');
    throw new StackError(`var.${unknown}`, `the stack has no such variable; it has ${known}`);
  }
  const values = new Map(blocks.map((block) => [block.address, initialValue(block, set)]));
  for (const block of blocks) validate(block, values);
  return values;
}

function initialValue({ address, body }: Block, set: JsonObject): unknown {
  const unknown = Object.keys(body).find((member) => !MEMBERS.includes(member));
  if (unknown !== undefined) throw new StackError(address, `'${unknown}' is not supported by the local AWS`);
  const given = set[address.slice('var.'.length)];
  const nullable = body.nullable !== false;
  const value = given === undefined || (given === null && !nullable) ? body.default : given;
  if (value === undefined) throw new StackError(address, 'the variable has no default and no value was given');
  return value === null && nullable ? null : convert(address, body.type, value);
}

function convert(address: string, type: unknown, value: unknown): unknown {
  const name = String(type ?? 'any').replace(/^\$\{(.*)\}$/, '$1');
  const conversion = TYPES[name];
  if (conversion === undefined) {
    const known = Object.keys(TYPES).join(', ');
    throw new StackError(address, `the type '${name}' is not supported by the local AWS (supported: ${known})`);
  }
  try {
    return conversion(value);
  } catch (error) {
    if (error instanceof ExpressionError)
      throw new StackError(address, `${error.message}; the variable has the type ${name}`);
    throw error;
  }
}

function validate({ address, body }: Block, values: Values): void {
  const resolve = (name: string) => {
    if (values.has(name)) return values.get(name);
    throw new ExpressionError(`a validation refers to ${name}, which is not a variable`);
  };
  const validations = [body.validation ?? []].flat() as unknown as readonly JsonObject[];
  validations.forEach((validation, index) => {
    const place = { address, path: `validation[${index}]` };
    const { condition, error_message: message } = evaluateBody(validation, place, resolve) as JsonObject;
    if (bool.read(condition, { address, path: `${place.path}.condition` })) return;
    throw new StackError(address, `${message} (the value is ${JSON.stringify(values.get(address))})`);
  });
}
