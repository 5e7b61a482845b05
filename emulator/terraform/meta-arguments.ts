import type { Block } from './configuration';
import { isObject } from './expression/values';
import { StackError } from './stack-error';

/** Arguments that belong to Terraform itself, not to the resource. */
export const META_ARGUMENTS = ['count', 'depends_on', 'for_each', 'lifecycle'];

/**
 * Lifecycle arguments that a stack may have. The loader checks preconditions. The other arguments have no effect,
 * because the loader changes and deletes nothing.
 */
const LIFECYCLE = [
  'create_before_destroy',
  'ignore_changes',
  'precondition',
  'prevent_destroy',
  'replace_triggered_by',
];

const OUTPUT = ['depends_on', 'description', 'ephemeral', 'sensitive', 'value'];

/**
 * Checks the arguments that no model reads: the arguments of outputs, and the arguments in the `lifecycle` of
 * resources.
 * @throws StackError that names what the local AWS does not support
 */
export function checkMetaArguments({ kind, address, body }: Block): void {
  if (kind === 'output') check(address, body, OUTPUT);
  if (kind === 'resource' && isObject(body.lifecycle)) check(`${address}: lifecycle`, body.lifecycle, LIFECYCLE);
}

function check(where: string, members: object, known: readonly string[]): void {
  const unknown = Object.keys(members).find((member) => !known.includes(member));
  if (unknown === undefined) return;
  throw new StackError(where, `'${unknown}' is not supported by the local AWS (supported: ${known.join(', ')})`);
}
