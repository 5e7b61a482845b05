import aslValidator from 'asl-validator';
import type { Machine } from './machine';

import ajv = require('ajv');

const { default: Ajv } = ajv;
let compiled: ajv.Ajv | undefined;

/** asl-validator makes an Ajv for each machine, which compiles all schemas in a tenth of a second. */
function compiledOnce(options: ajv.Options): ajv.Ajv {
  if (compiled === undefined) {
    compiled = new Ajv(options);
    return compiled;
  }
  // Formats can be added again, keywords cannot.
  compiled.addKeyword = () => compiled as ajv.Ajv;
  return compiled;
}
Object.assign(ajv, { default: compiledOnce });

/** Problems of a definition, as asl-validator finds them. */
export function validatorProblems(machine: Machine): string[] {
  // It changes what it is given, and without `checkPaths` it would leave paths unchecked where ARNs are.
  const { isValid, errors } = aslValidator(structuredClone(machine), { checkPaths: true, checkArn: true });
  return isValid ? [] : errors.map((error) => JSON.stringify(error));
}
