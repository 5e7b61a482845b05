import { ServiceError } from '../../../core/service';
import { isObject } from '../json';
import { LIMITS } from '../limits';
import type { Machine } from './asl';
import { checkBlock } from './check-block';
import { type Diagnostic, Diagnostics } from './diagnostics';
import { MACHINE_FIELDS } from './fields';

/**
 * Returns all errors of a definition. States and fields are checked only if the definition is a JSON object, and if its
 * query language is not JSONPath, which is the default.
 * @param text JSON in the Amazon States Language
 * @param partition partition that ARNs of resources must have, e.g. `aws`
 */
export function checkDefinition(text: string, partition: string): readonly Diagnostic[] {
  const diagnostics = new Diagnostics();
  if (Buffer.byteLength(text) > LIMITS.definitionBytes) {
    diagnostics.report('', `The definition is larger than ${LIMITS.definitionBytes} bytes`);
  }
  let machine: unknown;
  try {
    machine = JSON.parse(text);
  } catch (error) {
    diagnostics.report('', `The definition is not JSON: ${messageOf(error)}`, 'INVALID_JSON_DESCRIPTION');
    return diagnostics.found;
  }
  if (!isObject(machine)) {
    diagnostics.report(undefined, 'Definition must be a valid JSON object');
    return diagnostics.found;
  }
  if (machine.QueryLanguage === undefined || machine.QueryLanguage === 'JSONPath') {
    diagnostics.report(
      '/QueryLanguage',
      'The local Step Functions implements only JSONata. Set "QueryLanguage" to "JSONata" (the default is JSONPath)',
    );
    return diagnostics.found;
  }
  checkBlock(machine, MACHINE_FIELDS, '', {
    diagnostics,
    partition,
    stateNames: new Set(),
    outerVariables: new Set(),
  });
  return diagnostics.found;
}

/** @throws ServiceError `InvalidDefinition` with all errors of the definition */
export function parseDefinition(text: string, partition: string): Machine {
  const found = checkDefinition(text, partition);
  if (found.length > 0) {
    const problems = found.map(({ code, message, location = 'null' }) => `${code}: ${message} at ${location}`);
    throw new ServiceError('InvalidDefinition', `Invalid State Machine Definition: '${problems.join(', ')}'`);
  }
  return JSON.parse(text) as Machine;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
