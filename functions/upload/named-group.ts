import { parseJson } from '../../parameter-file/json-document';
import { member } from '../../parameter-file/json-value';

/** Names of Personalize (API model, November 2026); others are no dataset group's. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,62}$/;

/** The name of a parameter file's dataset group, even if the rest is invalid; undefined without a valid name. */
export function namedGroup(content: Uint8Array): string | undefined {
  const file = parseJson(content).document?.value;
  const name = member(member(member(file, 'datasetGroup'), 'serviceConfig'), 'name');
  return typeof name === 'string' && NAME.test(name) ? name : undefined;
}
