import type { Hyperparameter } from './recipes';

/**
 * The rule that a hyperparameter's value breaks, in words that follow "must be"; undefined if it is valid.
 * @param value as the API carries it: always text, also for numbers and booleans
 */
export function hyperparameterFault(parameter: Hyperparameter, value: string): string | undefined {
  if (parameter.kind === 'categorical') {
    return parameter.values.includes(value.toLowerCase()) ? undefined : `one of ${parameter.values.join(', ')}`;
  }
  const { kind, min, max } = parameter;
  const pattern = kind === 'integer' ? /^-?\d{1,15}$/ : /^-?(?:\d{1,15}\.?\d{0,15}|\.\d{1,15})$/;
  if (pattern.test(value) && Number(value) >= min && Number(value) <= max) return undefined;
  return `${kind === 'integer' ? 'a whole number' : 'a number'} from ${min} to ${max}`;
}
