import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type AslFile, fillPlaceholders, placeholders, readAslFile } from '../../stacks/constructs/asl-file';
import { LIST_AND_ENSURE } from '../../stacks/list-and-ensure';

const FOLDER = join(__dirname, '..', '..', 'statemachines');

/** Every state machine of the project, in the words of its own where several share a file. */
export function aslFiles(): AslFile[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.asl.json'))
    .map((name) => readAslFile(join(FOLDER, name)))
    .flatMap((file) => (file.machine === 'list-and-ensure' ? listAndEnsure(file) : [file]));
}

function listAndEnsure({ path, text }: AslFile): AslFile[] {
  return Object.entries(LIST_AND_ENSURE).map(([machine, texts]) => {
    const inWords = Object.entries({ ...texts, Workflow: machine }).reduce(
      (filledIn, [name, value]) => filledIn.replaceAll(`\${${name}}`, value),
      text,
    );
    return { path, machine, text: inWords };
  });
}

/** A definition as Step Functions would get it, with values such as the stack gives. */
export function filled(file: AslFile): string {
  return fillPlaceholders(file, Object.fromEntries(placeholders(file).map((name) => [name, exampleOf(name)])));
}

function exampleOf(placeholder: string): string {
  const states = 'arn:aws:states:us-east-1:123456789012:stateMachine:personalize-';
  if (placeholder.endsWith('FunctionArn')) return `arn:aws:lambda:us-east-1:123456789012:function:${placeholder}`;
  if (placeholder.endsWith('StateMachineArn')) return `${states}${placeholder}`;
  return placeholder === 'WorkflowArnPrefix' ? states : 'aws';
}
