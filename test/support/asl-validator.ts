import aslValidator from 'asl-validator';
import type { Machine } from './machine';

import ajv = require('ajv');

const { default: Ajv } = ajv;
let compiled: ajv.Ajv | undefined;

/**
 * Returns one Ajv for all machines. asl-validator would make one for each machine. Each would need a tenth of a second
 * to compile all schemas.
 */
function compiledOnce(options: ajv.Options): ajv.Ajv {
  if (compiled === undefined) {
    compiled = new Ajv(options);
    return compiled;
  }
  // asl-validator adds its keyword again for each machine. Ajv would refuse the second one.
  compiled.addKeyword = () => compiled as ajv.Ajv;
  return compiled;
}
Object.assign(ajv, { default: compiledOnce });

/** Problems of a definition, as asl-validator finds them. */
export function validatorProblems(machine: Machine): string[] {
  // asl-validator changes its argument.
  const { isValid, errors } = aslValidator(structuredClone(machine), { checkPaths: true, checkArn: true });
  return isValid ? [] : errors.map((error) => JSON.stringify(error));
}
