import { didYouMean } from './did-you-mean';
import { parseJson } from './json-document';
import { fillPlaceholders, type Values } from './placeholders';

/**
 * Error about the first value of the command line that no placeholder uses.
 * @param files contents of all parameter files that the command reads
 * @returns undefined if all values are used. Also undefined if a file is not JSON, because that is another error
 */
export function unusedValue(values: Values, files: readonly Uint8Array[]) {
  const documents = files.map((content) => parseJson(content).document);
  if (documents.includes(undefined)) return undefined;
  const names = documents.flatMap((document) => Object.keys(fillPlaceholders(document?.value ?? null, 'unknown').used));
  const unused = Object.keys(values).find((name) => !names.includes(name));
  if (unused === undefined) return undefined;
  const known = [...new Set(names)].sort();
  return {
    message: `--value ${unused}=${values[unused]}: no parameter file has the placeholder \${${unused}}.`,
    hint: didYouMean(unused, known) ?? (known.length === 0 ? 'Leave it out.' : `Placeholders are ${known.join(', ')}.`),
  };
}
