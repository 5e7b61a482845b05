import { isTimeZone } from '../../../lib/schedule-expression/time-zone';

/**
 * Checks the time zone for tasks that set no time zone. Terraform has checked its form, and Scheduler its
 * name, but this version of Node.js may not know it.
 * @throws Error that names the setting
 */
export function checkedTimeZone(zone: string): string {
  if (isTimeZone(zone)) return zone;
  throw new Error(
    `SCHEDULE_TIMEZONE is '${zone}', a time zone that Node.js does not know. Set the Terraform variable schedule_timezone to a zone that it knows, such as UTC or Europe/Berlin, and apply.`,
  );
}
