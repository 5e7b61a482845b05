import { ServiceError } from '../../core/service';

export type ParameterTier = 'Standard' | 'Advanced';

const TYPES = ['String', 'StringList', 'SecureString'];
const MAX_LEVELS = 15;

/** Maximum size of a value by tier, in bytes. */
const VALUE_SIZES: Readonly<Record<ParameterTier, number>> = { Standard: 4096, Advanced: 8192 };

/** @throws ServiceError ValidationException, HierarchyLevelLimitExceededException */
export function checkName(name: string): void {
  if (!/^[\w.\-/]+$/.test(name)) {
    throw invalid(
      `Parameter name '${name}': only a mix of letters, numbers and the following 4 symbols .-_/ is allowed`,
    );
  }
  if (/^\/?(?:aws|ssm)/i.test(name)) {
    throw invalid(`Parameter name '${name}': can't be prefixed with "aws" or "ssm" (case-insensitive).`);
  }
  if (name.split('/').length - 1 > MAX_LEVELS) {
    throw new ServiceError(
      'HierarchyLevelLimitExceededException',
      `Parameter name '${name}' has more than ${MAX_LEVELS} levels.`,
    );
  }
}

/** @throws ServiceError ValidationException, UnsupportedParameterType */
export function checkType(type: string | undefined): asserts type is string {
  if (type === undefined) throw invalid('A parameter type is required when you create a parameter.');
  if (!TYPES.includes(type)) {
    throw new ServiceError('UnsupportedParameterType', `Type '${type}' is not one of ${TYPES.join(', ')}.`);
  }
}

/**
 * Checks a value and returns its tier. For Intelligent-Tiering, the value's size decides. Otherwise, the tier is the requested tier.
 * @throws ServiceError ValidationException
 */
export function checkValue(value: string, asked = 'Standard'): ParameterTier {
  if (/\{\{.*\}\}/s.test(value)) throw invalid(`Parameter value can't nest another parameter: '${value}'.`);
  const size = Buffer.byteLength(value);
  const tier = asked === 'Intelligent-Tiering' ? (size > VALUE_SIZES.Standard ? 'Advanced' : 'Standard') : asked;
  if (tier !== 'Standard' && tier !== 'Advanced') throw invalid(`Tier '${asked}' is unknown.`);
  if (size > VALUE_SIZES[tier]) {
    throw invalid(
      `${tier} tier parameters support a maximum parameter value of ${VALUE_SIZES[tier]} bytes; got ${size}.`,
    );
  }
  return tier;
}

/** @throws ServiceError InvalidAllowedPatternException, ParameterPatternMismatchException */
export function checkPattern(value: string, pattern: string | undefined): void {
  if (pattern === undefined) return;
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new ServiceError('InvalidAllowedPatternException', `The pattern '${pattern}' is not a regular expression.`);
  }
  if (!expression.test(value)) {
    throw new ServiceError(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
  }
}

/**
 * @throws ServiceError ValidationException for a type other than text. Values of other types refer to resources of other
 * services, so the local SSM does not support them
 */
export function checkDataType(type = 'text'): void {
  if (type !== 'text') throw invalid(`DataType '${type}': the local SSM has only the type text.`);
}

/**
 * Splits a text into a parameter's name and its selector: `name:3` is version 3 of `name`.
 * @throws ServiceError ParameterVersionNotFound for a label, because the local SSM has no labels
 */
export function selectorOf(nameWithSelector: string): { name: string; version?: number; selector?: string } {
  const [name = '', selector] = nameWithSelector.split(':');
  if (selector === undefined) return { name };
  if (!/^\d+$/.test(selector)) {
    throw new ServiceError(
      'ParameterVersionNotFound',
      `The local SSM has no parameter labels: '${nameWithSelector}' asks for one.`,
    );
  }
  return { name, version: Number(selector), selector: `:${selector}` };
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
