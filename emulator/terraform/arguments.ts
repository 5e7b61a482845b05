import { describePlace, type Place } from './body';
import { ExpressionError } from './expression/syntax-tree';
import { isObject, toBoolean, toNumber, toText, typeName } from './expression/values';
import { StackError } from './stack-error';

/**
 * Reads an argument of a resource and checks its type. Only arguments made by {@link optional}, {@link blocks} or {@link withoutEffect} may
 * be absent or null.
 */
export interface Argument<T> {
  /** @throws StackError that names the place */
  read(value: unknown, place: Place): T;
}

/** Arguments of a block by name. */
export type Arguments = Readonly<Record<string, Argument<unknown>>>;

export type ArgumentValues<A extends Arguments> = {
  readonly [Name in keyof A]: A[Name] extends Argument<infer T> ? T : never;
};

/**
 * Scalar arguments. As in Terraform, numbers and bools are converted to text, and texts such as `5` or `true` to a
 * number or bool.
 */
export const text = converted(toText);
export const number = converted(toNumber);
export const bool = converted(toBoolean);

export function optional<T>(argument: Argument<T>): Argument<T | undefined> {
  return { read: (value, place) => (isAbsent(value) ? undefined : argument.read(value, place)) };
}

export function list<T>(item: Argument<T>): Argument<readonly T[]> {
  return {
    read: (value, place) => {
      if (!Array.isArray(value)) throw wrong(place, value, 'a list');
      return value.map((member, index) => item.read(member, within(place, `[${index}]`)));
    },
  };
}

export function map<T>(item: Argument<T>): Argument<Readonly<Record<string, T>>> {
  return {
    read: (value, place) => {
      if (!isObject(value)) throw wrong(place, value, 'a map');
      const entries = Object.entries(value).map(([key, member]) => [key, item.read(member, within(place, `.${key}`))]);
      return Object.fromEntries(entries);
    },
  };
}

/** A nested block that occurs once. In Terraform's JSON, it is an object or a list with one object. */
export function block<A extends Arguments>(arguments_: A): Argument<ArgumentValues<A>> {
  return {
    read: (value, place) => {
      const [only, second] = Array.isArray(value) ? value : [value];
      if (second !== undefined) throw wrong(place, value, 'one block');
      return readArguments(only, arguments_, place);
    },
  };
}

/** A nested block that occurs any number of times. */
export function blocks<A extends Arguments>(arguments_: A): Argument<readonly ArgumentValues<A>[]> {
  return {
    read: (value, place) => {
      if (isAbsent(value)) return [];
      const all = Array.isArray(value) ? value : [value];
      return all.map((body, index) => readArguments(body, arguments_, within(place, `[${index}]`)));
    },
  };
}

/**
 * An argument that may have any value, because nothing in the local AWS depends on the value. `_reason` is only for
 * readers of the code.
 */
export function withoutEffect(_reason: string): Argument<undefined> {
  return { read: () => undefined };
}

/** @throws StackError, e.g. for an argument that `arguments_` does not have */
export function readArguments<A extends Arguments>(body: unknown, arguments_: A, place: Place): ArgumentValues<A> {
  if (!isObject(body)) throw wrong(place, body, 'a block');
  for (const name of Object.keys(body)) {
    if (Object.hasOwn(arguments_, name) || isAbsent(body[name])) continue;
    const known = Object.keys(arguments_).sort().join(', ');
    throw new StackError(
      describePlace(place),
      `the argument '${name}' is not supported by the local AWS (supported: ${known})`,
    );
  }
  const entries = Object.entries(arguments_).map(([name, argument]) => [
    name,
    argument.read(body[name], within(place, `.${name}`)),
  ]);
  return Object.fromEntries(entries) as ArgumentValues<A>;
}

function converted<T>(convert: (value: unknown) => T): Argument<T> {
  return {
    read: (value, place) => {
      if (isAbsent(value)) throw new StackError(describePlace(place), 'the argument is missing');
      try {
        return convert(value);
      } catch (error) {
        if (error instanceof ExpressionError) throw new StackError(describePlace(place), error.message);
        throw error;
      }
    },
  };
}

function within(place: Place, step: string): Place {
  return { ...place, path: place.path === '' ? step.replace(/^\./, '') : place.path + step };
}

function wrong(place: Place, value: unknown, expected: string): StackError {
  const problem = isAbsent(value) ? 'the argument is missing' : `expected ${expected}, got a ${typeName(value)}`;
  return new StackError(describePlace(place), problem);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
