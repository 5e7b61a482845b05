import { isJsonObject, member } from '../../lib/parameter-file/json-value';
import { show } from '../../lib/text/format';

/** An error in the input of a function. A retry would not help. */
export class InputError extends Error {
  constructor(message: string) {
    super(message);
    // Lambda shows the stack of an error in its answers and in mails. For invalid input, a stack trace does not help.
    this.stack = message;
  }
}

/** The input has an unexpected form, e.g. in a manual invocation. */
export class InvalidEvent extends InputError {
  override readonly name = 'InvalidEvent';

  /**
   * @param what what the input must be, e.g. `an event of S3`
   * @param rule which value is invalid, and what it must be
   */
  constructor(what: string, rule: string) {
    super(`The input is not ${what}: ${rule}.`);
  }
}

/** Checks of an event's values, by the path of the value, such as `file.key`. Each check has a text for messages. */
export type EventRules = Readonly<Record<string, readonly [holds: (value: unknown) => boolean, rule: string]>>;

/**
 * Checks an event, and returns the values at the paths of the rules, in the order of the rules.
 * @param place prefix of the paths, for messages
 * @throws InvalidEvent that names the first invalid value
 */
export function checkedValues(event: unknown, rules: EventRules, what: string, place = ''): readonly unknown[] {
  return Object.entries(rules).map(([path, [holds, rule]]) => {
    const value = path.split('.').reduce<unknown>(member, event);
    if (!holds(value)) throw new InvalidEvent(what, `${place}${path} is ${show(value)}, it must be ${rule}`);
    return value;
  });
}

export function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

export const TEXT = [isText, 'a text'] as const;

export const OBJECT = [isJsonObject, 'an object'] as const;
