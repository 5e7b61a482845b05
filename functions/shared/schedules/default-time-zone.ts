import { isTimeZone } from '../../../lib/schedule-expression/time-zone';

/**
 * Checks the time zone for tasks that set no time zone. Terraform and Scheduler have checked it before, but this
 * version of Node.js may not know it.
 * @throws Error that names the setting
 */
export function checkedTimeZone(zone: string): string {
  if (isTimeZone(zone)) return zone;
  throw new Error(
    `SCHEDULE_TIMEZONE is '${zone}', which is not an IANA time zone. Set the Terraform variable schedule_timezone to one, such as UTC or Europe/Berlin, and apply.`,
  );
}
