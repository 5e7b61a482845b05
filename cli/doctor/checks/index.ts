import type { Check } from '../check';
import { alarms } from './alarms';
import { concurrency } from './concurrency';
import { deadLetters } from './dead-letters';
import { destructions } from './destructions';
import { misnamedFiles } from './misnamed-files';
import { permissions } from './permissions';
import { quotas } from './quotas';
import { release } from './release';
import { schedules } from './schedules';
import { subscriptions } from './subscriptions';

/** All checks except `access`, in the order in which they are shown after `access`. */
export const CHECKS: readonly Check[] = [
  ...[
    release,
    permissions,
    subscriptions,
    alarms,
    deadLetters,
    schedules,
    misnamedFiles,
    destructions,
    concurrency,
    quotas,
  ],
];
