import type { State } from '../definition/asl';
import type { RunStates, StateExit, Visit } from '../interpreter/visit';
import { runChoice } from './choice';
import { runFail } from './fail';
import { runMap } from './map';
import { runParallel } from './parallel';
import { runPass } from './pass';
import { runSucceed } from './succeed';
import { runTask } from './task';
import { runWait } from './wait';

export function runState(state: State, visit: Visit, runStates: RunStates): Promise<StateExit> {
  switch (state.Type) {
    case 'Task':
      return runTask(state, visit);
    case 'Pass':
      return runPass(state, visit);
    case 'Choice':
      return runChoice(state, visit);
    case 'Wait':
      return runWait(state, visit);
    case 'Map':
      return runMap(state, visit, runStates);
    case 'Parallel':
      return runParallel(state, visit, runStates);
    case 'Succeed':
      return runSucceed(state, visit);
    case 'Fail':
      return runFail(state, visit);
  }
}
