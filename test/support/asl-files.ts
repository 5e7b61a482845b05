import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type AslFile, definitionPlaceholders, fillDefinition, readAslFile } from '../../stacks/constructs/asl-file';

const FOLDER = join(__dirname, '..', '..', 'statemachines');

export function aslFiles(): AslFile[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.asl.json'))
    .map((name) => readAslFile(join(FOLDER, name)));
}

/** Returns a definition whose placeholders are replaced by example values, as the stack replaces them by its own. */
export function filled(file: AslFile): string {
  return fillDefinition(file, Object.fromEntries(definitionPlaceholders(file).map((name) => [name, exampleOf(name)])));
}

function exampleOf(placeholder: string): string {
  const states = 'arn:aws:states:us-east-1:123456789012:stateMachine:personalize-';
  if (placeholder.endsWith('FunctionArn')) return `arn:aws:lambda:us-east-1:123456789012:function:${placeholder}`;
  if (placeholder.endsWith('StateMachineArn')) return `${states}${placeholder}`;
  return 'aws';
}
