import { desiredState } from '../../lib/parameter-file/desired-state';
import type { Problem } from '../../lib/parameter-file/problem';
import { validateParameterFile } from '../../lib/parameter-file/validate';
import { shown, UNPRINTABLE } from './expectations';

export interface Examined {
  readonly valid: boolean;
  /** Violations by the validator, as text. */
  readonly violations: readonly string[];
}

/** Maximum real milliseconds for the validation of a file on a busy machine. The slowest known file takes a tenth of this time. */
const TIMEOUT = 5000;

const MAX_MESSAGE_LENGTH = 8000;
const SCHEDULE_NAME = /^[\w.-]{1,64}$/;

/** Validates a file's content, and checks everything that the validator reports about it. */
export function examine(content: Uint8Array): Examined {
  const start = performance.now();
  try {
    const { valid, file, problems } = validateParameterFile(content);
    const names = file === undefined ? [] : desiredState(file).tasks.map((task) => task.name);
    const milliseconds = performance.now() - start;
    const lines = content.reduce((count, byte) => (byte === 0x0a || byte === 0x0d ? count + 1 : count), 1);
    return {
      valid,
      violations: [
        ...problems.flatMap((problem) => faultsOf(problem, lines)),
        ...(valid === problems.some(({ severity }) => severity === 'error')
          ? [`${valid ? 'valid, but with' : 'invalid, but without'} errors`]
          : []),
        ...names.filter((name) => !SCHEDULE_NAME.test(name)).map((name) => `not a valid schedule name: ${shown(name)}`),
        ...(milliseconds > TIMEOUT ? [`validation took ${Math.round(milliseconds)} ms`] : []),
      ],
    };
  } catch (error) {
    return {
      valid: false,
      violations: [`the validator threw ${error instanceof Error ? error.stack : error}`],
    };
  }
}

function faultsOf({ path, line, column, rule, message, hint = '' }: Problem, lines: number): readonly string[] {
  const text = `${rule}: ${shown(message)}`;
  return [
    ...(path === '' || path.startsWith('/') ? [] : [`a path that is not a JSON pointer: ${shown(path)}`]),
    ...(line >= 1 && line <= lines && column >= 1 ? [] : [`a position outside the file, ${line}:${column}: ${text}`]),
    ...(/^[a-z]+(-[a-z]+)*$/.test(rule) ? [] : [`a rule whose name is not lower-case words with hyphens: ${text}`]),
    ...(UNPRINTABLE.test(message + hint) ? [`a message that is not one line of text: ${text}`] : []),
    ...(message.length > 0 && message.length <= MAX_MESSAGE_LENGTH
      ? []
      : [`a message of ${message.length} characters: ${text}`]),
  ];
}
