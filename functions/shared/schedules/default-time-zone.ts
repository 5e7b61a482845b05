import { isTimeZone } from '../../../lib/schedule-expression/time-zone';

/**
 * Time zone of tasks that name none. Terraform and Scheduler have checked it, but this Node.js may not know it.
 * @throws Error that names the setting
 */
export function checkedTimeZone(zone: string): string {
  if (isTimeZone(zone)) return zone;
  throw new Error(
    `SCHEDULE_TIMEZONE is '${zone}', which is not an IANA time zone. Set the Terraform variable schedule_timezone to one, such as UTC or Europe/Berlin, and apply.`,
  );
}
