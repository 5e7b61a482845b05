import { noDataIsDropped } from './data';
import { firesRunOnce, noFireIsLost } from './fires';
import type { Invariant } from './invariant';
import { nothingHoldsOn } from './lasting';
import { everythingEnds, limitsHold, nothingIsDenied, nothingTakesTooLong } from './limits';
import {
  lastUploadSucceeds,
  passingFaultsFailNothing,
  runsAreToldOnce,
  uploadsAreAccountedFor,
} from './notifications';
import { trainingsWaitForImports, workflowsTakeTurns } from './overlaps';
import { everyRunHasEnded, noClaimIsLeft, noTaskIsKeptBusy, uploadsRunOnce } from './records';
import {
  campaignsOnlyMoveOn,
  desiredStateIsReached,
  nothingIsMadeTwice,
  othersAreLeftAlone,
} from './resources';
import { schedulesEqualTheFile } from './schedules';

export const INVARIANTS: readonly Invariant[] = [
  everythingEnds,
  uploadsAreAccountedFor,
  runsAreToldOnce,
  lastUploadSucceeds,
  passingFaultsFailNothing,
  nothingHoldsOn,
  everyRunHasEnded,
  noTaskIsKeptBusy,
  uploadsRunOnce,
  firesRunOnce,
  noFireIsLost,
  workflowsTakeTurns,
  trainingsWaitForImports,
  noClaimIsLeft,
  desiredStateIsReached,
  noDataIsDropped,
  schedulesEqualTheFile,
  nothingIsMadeTwice,
  campaignsOnlyMoveOn,
  othersAreLeftAlone,
  limitsHold,
  nothingTakesTooLong,
  nothingIsDenied,
];
