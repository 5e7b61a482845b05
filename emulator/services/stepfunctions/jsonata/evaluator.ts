import jsonata from 'jsonata';
import type { Clock } from '../../../core/clock';
import type { Random } from '../../../core/random';
import { isObject, type Json } from '../json';
import { expressionSource } from './expression';
import { stepFunctionsFunctions } from './functions';
import { follow, type PlainPath, plainPath } from './plain-path';
import { toJson, UnsupportedResult } from './result';

/** Thrown for an expression without a valid result. The message is Step Functions' own text, without the beginning that names the state. */
export class EvaluationProblem extends Error {
  constructor(
    message: string,
    readonly location: string,
  ) {
    super(message);
  }
}

interface Parsed {
  readonly expression: jsonata.Expression;
  readonly path: PlainPath | undefined;
}

/**
 * Evaluates the JSONata expressions of state machines. Time is virtual, random numbers are seeded, and there is no `$eval`. Each expression is
 * parsed only once.
 */
export class Evaluator {
  private readonly parsed = new Map<string, Parsed>();
  private readonly functions: ReturnType<typeof stepFunctionsFunctions>;

  constructor(clock: Clock, random: Random) {
    this.functions = stepFunctionsFunctions(clock, random);
  }

  /**
   * @param text expression with its delimiters, e.g. `{% $states.input.name %}`
   * @param location location of the field in its state, e.g. `Arguments/FunctionName`
   * @param bindings variables by name without `$`. They include variables of outer scopes
   * @throws EvaluationProblem
   */
  async evaluate(text: string, location: string, bindings: Readonly<Record<string, unknown>>): Promise<Json> {
    const source = expressionSource(text) ?? '';
    const about = `The JSONata expression '${source}' specified for the field '${location}'`;
    const value = await this.compute(source, bindings, location, about);
    if (value === undefined) throw new EvaluationProblem(`${about} returned nothing (undefined).`, location);
    return value;
  }

  private async compute(
    source: string,
    bindings: Readonly<Record<string, unknown>>,
    location: string,
    about: string,
  ): Promise<Json | undefined> {
    try {
      const { expression, path } = this.parse(source);
      const value = path && follow(path, bindings);
      // Step Functions gives expressions no input document. So `$`, `$$` and bare names have no value at the top level of an expression.
      return value === undefined ? toJson(await expression.evaluate(undefined, bindings)) : value;
    } catch (error) {
      if (error instanceof UnsupportedResult) {
        throw new EvaluationProblem(`${about} returned an unsupported result type.`, location);
      }
      throw new EvaluationProblem(`${about} threw an error during evaluation. ${describe(error)}`, location);
    }
  }

  private parse(source: string): Parsed {
    const known = this.parsed.get(source);
    if (known !== undefined) return known;
    const expression = jsonata(source);
    for (const { name, implementation, signature } of this.functions) {
      expression.registerFunction(name, implementation, signature);
    }
    expression.assign('eval', undefined);
    const parsed = { expression, path: plainPath(expression) };
    this.parsed.set(source, parsed);
    return parsed;
  }
}

/** Returns the text of an error. JSONata's own errors are plain objects with a code. */
function describe(error: unknown): string {
  if (!isObject(error)) return String(error);
  const message = String(error.message);
  return typeof error.code === 'string' ? `${error.code}: ${message}` : message;
}
