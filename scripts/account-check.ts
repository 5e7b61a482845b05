import { runProgram } from '../local/program';
import { registerAccountCheck } from './account-check/command';

void runProgram('scripts', 'Asks a sandbox account about unconfirmed behaviour of AWS.', [registerAccountCheck]);
