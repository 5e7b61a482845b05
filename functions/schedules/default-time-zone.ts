import { isTimeZone } from '../../schedule-expression/time-zone';

/**
 * The time zone of tasks without one. Terraform checks its form, and EventBridge Scheduler its name, when the stack is applied.
 * It can still be a zone that this version of Node.js does not know, or a manually edited environment variable.
 * @throws Error that names the setting
 */
export function checkedTimeZone(zone: string): string {
  if (isTimeZone(zone)) return zone;
  throw new Error(
    `SCHEDULE_TIMEZONE is '${zone}', which is not an IANA time zone. Set the Terraform variable schedule_timezone to one, such as UTC or Europe/Berlin, and apply.`,
  );
}
