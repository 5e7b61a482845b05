import { isDeepStrictEqual } from 'node:util';
import type { DesiredTask } from '../parameter-file/tasks';

/** Whether two tasks are to run at the same times. */
export function sameSchedule(one: DesiredTask, other: DesiredTask): boolean {
  return (
    one.expression === other.expression &&
    one.timezone === other.timezone &&
    one.flexibleTimeWindowMinutes === other.flexibleTimeWindowMinutes
  );
}

/** Whether two tasks are to do the same at the same times. */
export function sameTask(one: DesiredTask, other: DesiredTask): boolean {
  return (
    sameSchedule(one, other) && one.workflow === other.workflow && isDeepStrictEqual(one.input, other.input)
  );
}
