import type { Input } from '../../core/service';
import { invalidInput } from './errors';
import { checkInput } from './input-check';

/**
 * A request of the SDK's types after validation: its required members are there, at any depth. (The SDK declares
 * required members as possibly undefined.)
 */
export type Checked<T> = T extends readonly (infer E)[]
  ? readonly Checked<E>[]
  : T extends object
    ? {
        readonly [K in keyof T]: Record<string, never> extends Pick<T, K>
          ? Checked<T[K]>
          : Checked<Exclude<T[K], undefined>>;
      }
    : T;

/**
 * Checks an input against the API model.
 * Whether AWS answers such input with InvalidInputException or ValidationException is not confirmed.
 * @throws ServiceError InvalidInputException that names every violation
 */
export function assertValid(operation: string, input: Input): void {
  const violations = checkInput(operation, input);
  if (violations.length === 0) return;
  const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected`;
  throw invalidInput(`${count}: ${violations.map(({ message }) => message).join('; ')}.`);
}
