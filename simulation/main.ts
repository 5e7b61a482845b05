import { runProgram } from '../local/program';
import { registerAccountCheck } from '../scripts/account-check/command';
import { registerFuzz } from './fuzz/command';
import { registerSimulate } from './simulate/command';

void runProgram('verification', 'Runs the deployed stack in the local AWS under faults and hostile input.', [
  registerSimulate,
  registerFuzz,
  registerAccountCheck,
]);
