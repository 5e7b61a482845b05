import { isTimeZone } from '../../schedule-expression/time-zone';

/**
 * The time zone of tasks that name none. Terraform checks its form, and EventBridge Scheduler the name, when the stack is applied;
 * what remains is a zone that this version of Node.js does not know, or an environment that was edited by hand.
 * @throws Error that names the setting
 */
export function checkedTimeZone(zone: string): string {
  if (isTimeZone(zone)) return zone;
  throw new Error(
    `SCHEDULE_TIMEZONE is '${zone}', which is not an IANA time zone. Set the Terraform variable schedule_timezone to one, such as UTC or Europe/Berlin, and apply.`,
  );
}
