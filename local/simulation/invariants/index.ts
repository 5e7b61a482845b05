import type { Invariant } from './invariant';
import { everythingEnds, limitsHold, nothingIsDenied } from './limits';
import { noUploadIsDropped, oneNotificationEach, passingFaultsFailNothing } from './notifications';
import { everyRunHasEnded, firesRunOnce, noClaimIsLeft, uploadsRunOnce } from './records';
import {
  campaignsOnlyMoveOn,
  desiredStateIsReached,
  nothingIsMadeTwice,
  othersAreLeftAlone,
  schedulesEqualTheFile,
} from './resources';

export const INVARIANTS: readonly Invariant[] = [
  everythingEnds,
  noUploadIsDropped,
  oneNotificationEach,
  passingFaultsFailNothing,
  everyRunHasEnded,
  firesRunOnce,
  uploadsRunOnce,
  noClaimIsLeft,
  desiredStateIsReached,
  schedulesEqualTheFile,
  nothingIsMadeTwice,
  campaignsOnlyMoveOn,
  othersAreLeftAlone,
  limitsHold,
  nothingIsDenied,
];
