import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

const SCHEMA: { readonly properties: Readonly<Record<string, object>> } = JSON.parse(
  readFileSync(join(PROJECT_ROOT, 'docs/command-output.schema.json'), 'utf8'),
);

/** Commands whose JSON documents the schema describes. */
export const DOCUMENTED_COMMANDS = Object.keys(SCHEMA.properties);

const ajv = new Ajv({ formats: { 'date-time': (text: string) => new Date(text).toISOString() === text } });
ajv.addSchema(SCHEMA, 'output');

/**
 * Checks the JSON that a command has printed against the documented schema.
 * @param args arguments of a command, among them `--json`
 * @param stdout what the command has printed. An empty output is not checked
 * @throws Error if the output does not match `docs/command-output.schema.json`, or the schema lacks the command
 */
export function assertDocumented(args: readonly string[], stdout: string): void {
  if (stdout === '') return;
  const words = args.join(' ');
  const command = DOCUMENTED_COMMANDS.find((each) => words === each || words.startsWith(`${each} `));
  if (command === undefined) throw new Error(`No JSON Schema describes the output of '${words}'.`);
  const isValid = ajv.getSchema(`output#/properties/${encodeURIComponent(command)}`);
  if (isValid === undefined || isValid(JSON.parse(stdout))) return;
  throw new Error(`The output of '${words}' is not as documented: ${ajv.errorsText(isValid.errors)}\n${stdout}`);
}
