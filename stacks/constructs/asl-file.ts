import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { PROJECT_ROOT } from '../synth/project-root';

/** A state machine's definition in `statemachines/`. */
export interface AslFile {
  /** Path relative to the project. */
  readonly path: string;
  /** Name of the state machine, without the deployment's prefix: the file's name without `.asl.json`. */
  readonly machine: string;
  readonly text: string;
}

/** Thrown for a placeholder without a value, a value without a placeholder, or a malformed placeholder. */
export class PlaceholderError extends Error {
  override readonly name = 'PlaceholderError';

  constructor(
    readonly file: string,
    readonly problems: readonly string[],
  ) {
    super(`${file}: ${problems.join('; ')}`);
  }
}

const EXTENSION = '.asl.json';
/** Matches placeholders. `$${` stands for a literal `${`, as in Terraform's templates. */
const INTERPOLATION = /(?<!\$)\$\{([^}]*)\}/g;
const PLACEHOLDER_NAME = /^[A-Z][A-Za-z0-9]*$/;

/** @param path absolute path of a `*.asl.json` file */
export function readAslFile(path: string): AslFile {
  return { path: relative(PROJECT_ROOT, path), machine: basename(path, EXTENSION), text: readFileSync(path, 'utf8') };
}

/** Placeholders of a definition, sorted. */
export function definitionPlaceholders({ text }: AslFile): readonly string[] {
  return [...new Set([...text.matchAll(INTERPOLATION)].map(([, name = '']) => name))].sort();
}

/**
 * Replaces `${Placeholders}` by values, and makes the text safe inside a Terraform string.
 * @param values values by placeholder; they may contain Terraform expressions
 * @throws PlaceholderError if values and placeholders do not match one to one, or a placeholder is malformed
 */
export function fillDefinition(file: AslFile, values: Readonly<Record<string, string>>): string {
  const used = definitionPlaceholders(file);
  const malformed = used.filter((name) => !PLACEHOLDER_NAME.test(name));
  const missing = used.filter((name) => PLACEHOLDER_NAME.test(name) && !Object.hasOwn(values, name));
  const superfluous = Object.keys(values).filter((name) => !used.includes(name));
  const problems = [
    ...malformed.map((name) => `\${${name}} is not a valid placeholder: its name must be one word in PascalCase`),
    ...missing.map((name) => `placeholder \${${name}} has no value`),
    ...superfluous.map((name) => `value '${name}' has no placeholder`),
  ];
  if (problems.length > 0) throw new PlaceholderError(file.path, problems);
  return file.text.replaceAll('%{', '%%{').replaceAll(INTERPOLATION, (match, name: string) => values[name] ?? match);
}
