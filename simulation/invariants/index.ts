import { noVersionServesBelowItsBaseline } from './baselines';
import { noTrainingIsStopped, trainingsFitTheBudget } from './budgets';
import { createdIsReported } from './created';
import { noDataIsDropped } from './data';
import { refusedDataIsNotImported } from './data-checks';
import { deletionsAreAlone, deletionsEnd, nothingIsDeletedUnasked } from './data-deletions';
import { digestsHaveTheRest } from './digests';
import { driftIsCorrected } from './drift';
import { onlyFollowedFilesAreInForce, uploadsAreSupersededByOthers } from './files-in-force';
import { usageIsTheForecast } from './forecast';
import { idleHadNoRequests } from './idle-reports';
import type { Invariant } from './invariant';
import { everythingEnds, limitsHold, nothingIsDenied, nothingTakesTooLong } from './limits';
import { keptCsvAreNotImportedAgain, teamsHaveTheLastImport } from './manual-imports';
import { driftIsNotifiedOnce, missingIsFound } from './missing-resources';
import {
  lastUploadSucceeds,
  runsAreNotifiedOnce,
  transientErrorsFailNothing,
  uploadsAreAccountedFor,
} from './notifications';
import { decisionsAreNotifiedOnce } from './notified-decisions';
import {
  endedRunsChangeNothing,
  importsOfRunsNeverOverlap,
  runsNeverOverlap,
  trainingsWaitForImports,
} from './overlaps';
import { parametersNameWhatIsActive, parametersWereActive } from './parameters';
import { lastingFaultsAreBounded } from './permanent-faults';
import {
  choicesMoveOnce,
  decisionsFollowRules,
  heldVersionsSuffice,
  onlyPromotedVersionsServe,
  runsTrainOnce,
} from './promotion';
import { recommendersStayAsScheduled } from './recommenders';
import { everyRunHasEnded, noLockIsLeft, noTaskIsKeptBusy, uploadsRunOnce } from './records';
import { refusalsStopAllImports } from './refused-imports';
import { openDecisionsAreReportedAgain } from './reminders';
import { nothingIsDeletedThatIsNotAllowed } from './removals';
import { campaignsOnlyMoveOn, desiredStateIsReached, nothingIsMadeTwice, unmanagedIsUnchanged } from './resources';
import { refusalsThatComeBackAreMailed } from './returned-refusals';
import { noScheduledRunIsLost, scheduledRunsHappenOnce } from './scheduled-runs';
import { schedulesEqualTheFile } from './schedules';
import { updatesBuildOnWhatServes } from './updates';

export const INVARIANTS: readonly Invariant[] = [
  everythingEnds,
  uploadsAreAccountedFor,
  runsAreNotifiedOnce,
  digestsHaveTheRest,
  lastUploadSucceeds,
  transientErrorsFailNothing,
  lastingFaultsAreBounded,
  everyRunHasEnded,
  noTaskIsKeptBusy,
  uploadsRunOnce,
  uploadsAreSupersededByOthers,
  onlyFollowedFilesAreInForce,
  scheduledRunsHappenOnce,
  noScheduledRunIsLost,
  runsNeverOverlap,
  importsOfRunsNeverOverlap,
  endedRunsChangeNothing,
  trainingsWaitForImports,
  noLockIsLeft,
  desiredStateIsReached,
  noDataIsDropped,
  keptCsvAreNotImportedAgain,
  teamsHaveTheLastImport,
  refusedDataIsNotImported,
  refusalsStopAllImports,
  refusalsThatComeBackAreMailed,
  schedulesEqualTheFile,
  parametersWereActive,
  parametersNameWhatIsActive,
  nothingIsMadeTwice,
  trainingsFitTheBudget,
  noTrainingIsStopped,
  usageIsTheForecast,
  createdIsReported,
  campaignsOnlyMoveOn,
  onlyPromotedVersionsServe,
  noVersionServesBelowItsBaseline,
  decisionsFollowRules,
  decisionsAreNotifiedOnce,
  openDecisionsAreReportedAgain,
  runsTrainOnce,
  heldVersionsSuffice,
  choicesMoveOnce,
  updatesBuildOnWhatServes,
  driftIsCorrected,
  missingIsFound,
  driftIsNotifiedOnce,
  recommendersStayAsScheduled,
  idleHadNoRequests,
  deletionsEnd,
  deletionsAreAlone,
  nothingIsDeletedUnasked,
  nothingIsDeletedThatIsNotAllowed,
  unmanagedIsUnchanged,
  limitsHold,
  nothingTakesTooLong,
  nothingIsDenied,
];
