import { BUDGETS } from './budgets';
import {
  baselineIsCounted,
  changedDataAreImported,
  DATA,
  dataAreRejected,
  deletionFindsWork,
  deletionIsRefused,
  manualImportFails,
  otherCsvAreReplaced,
  refusalComesBack,
} from './data';
import {
  baselineIsTrainedBeside,
  DECISIONS,
  decisionIsRemindedOf,
  driftIsFound,
  promotionIsRolledBack,
  updateIsSkipped,
} from './decisions';
import { DRIFT, stopIsFoundAtNight } from './drift';
import { lockIsTakenOver, lockIsWaitedFor, quotaIsReachedAndFreed, wakeUpIsOutdated } from './locks';
import { MAILS } from './mails';
import { creationFails, recommenderIsStopped, resourceIsRemoved, SURVIVED, updateFails } from './personalize';
import {
  endIsLost,
  notificationIsRepeated,
  runIsOverdue,
  runIsSkipped,
  STOPS,
  scheduleIsRemoved,
  stopIsReportedLate,
  workIsStopped,
} from './runs';
import type { Situation } from './situation';
import {
  conflictIsFoundFirst,
  conflictIsFoundLast,
  keyIsReplaced,
  otherFileIsRefused,
  runningUploadIsSuperseded,
  waitingUploadIsSuperseded,
} from './uploads';

export const SITUATIONS: readonly Situation[] = [
  waitingUploadIsSuperseded,
  runningUploadIsSuperseded,
  conflictIsFoundFirst,
  conflictIsFoundLast,
  otherFileIsRefused,
  keyIsReplaced,
  lockIsWaitedFor,
  lockIsTakenOver,
  quotaIsReachedAndFreed,
  wakeUpIsOutdated,
  ...SURVIVED,
  creationFails,
  updateFails,
  resourceIsRemoved,
  ...STOPS,
  workIsStopped,
  stopIsReportedLate,
  endIsLost,
  runIsOverdue,
  notificationIsRepeated,
  ...MAILS,
  scheduleIsRemoved,
  runIsSkipped,
  recommenderIsStopped,
  ...DATA,
  dataAreRejected,
  baselineIsCounted,
  changedDataAreImported,
  otherCsvAreReplaced,
  manualImportFails,
  refusalComesBack,
  deletionFindsWork,
  deletionIsRefused,
  ...DECISIONS,
  promotionIsRolledBack,
  baselineIsTrainedBeside,
  decisionIsRemindedOf,
  updateIsSkipped,
  driftIsFound,
  ...BUDGETS,
  ...DRIFT,
  stopIsFoundAtNight,
];
