import { runProgram } from '../local/program';
import { registerFuzz } from './fuzz/command';
import { registerSimulate } from './simulate/command';

void runProgram('simulation', 'Runs the deployed stack in the local AWS under faults and hostile input.', [
  registerSimulate,
  registerFuzz,
]);
