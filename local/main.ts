import { registerRun } from './commands/run';
import { registerServe } from './commands/serve';
import { runProgram } from './program';

void runProgram('local', 'Runs the deployed stack on this machine, in an AWS emulator on a virtual clock.', [
  registerRun,
  registerServe,
]);
