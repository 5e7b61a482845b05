import { isJsonObject, type JsonObject } from '../../lib/parameter-file/json-value';
import { isFile } from '../files-below';
import { readLocalFile } from '../read-local-file';

/** The saved plan at a path, from any release. Undefined if there is no saved plan at the path. */
export async function planIn(path: string): Promise<JsonObject | undefined> {
  const saved = isFile(path) ? parsed((await readLocalFile(path)).toString()) : undefined;
  return saved?.personalizeMlopsPlan === undefined ? undefined : saved;
}

/** @returns undefined if the text is not a JSON object, for example the text of a broken parameter file */
function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
