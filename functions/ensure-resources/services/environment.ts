import { readEnvironment } from '../../shared/environment';

export type Environment = ReturnType<typeof ensureEnvironment>;

/** @throws Error that names the variables that are not set */
export function ensureEnvironment() {
  return readEnvironment(
    'ALLOW_DELETIONS',
    'DEPLOYMENT',
    'DATA_BUCKET',
    'DATA_DELETION_BUCKET',
    'EVENT_BUS_NAME',
    'PERSONALIZE_ROLE_ARN',
    'PUBLISH_PARAMETERS',
    'RECORD_TABLE',
    'RUN_HISTORY_DAYS',
    'RUN_STATE_MACHINE_ARN',
    'SCHEDULE_GROUP',
    'SCHEDULE_ROLE_ARN',
    'SCHEDULE_DEAD_LETTER_QUEUE_ARN',
    'SCHEDULE_TIMEZONE',
  );
}
