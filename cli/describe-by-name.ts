import { shapeOf, wholePattern } from '../lib/personalize/api-model';
import { datasetGroupArn, type Scope, solutionArn } from '../lib/personalize/arn';
import type { Description, Personalize } from '../lib/reconciler/account/personalize-api';

interface Account {
  readonly scope: Scope;
  readonly personalize: Pick<Personalize, 'describe'>;
}

const ARN_OF = { datasetGroup: datasetGroupArn, solution: solutionArn };

/**
 * The dataset group or solution with the given name; undefined if it does not exist. The name may come from a folder or
 * from user input, so it may be invalid. Personalize would answer an invalid name with an error, so no request is sent
 * for such a name.
 */
export async function describeByName(
  { personalize, scope }: Account,
  type: keyof typeof ARN_OF,
  name: string,
): Promise<Description | undefined> {
  return isName(name) ? personalize.describe(type, ARN_OF[type](scope, name)) : undefined;
}

function isName(text: string): boolean {
  const shape = shapeOf('Name');
  if (shape.type !== 'string') throw new Error(`Shape 'Name' is a ${shape.type}, not a string.`);
  const { pattern = '', max = Number.POSITIVE_INFINITY } = shape;
  return text.length <= max && new RegExp(wholePattern(pattern)).test(text);
}
