/** EventBridge Scheduler's longest time zone name. */
const LONGEST_NAME = 50;

/** Whether the text is the name of a time zone in the IANA database, an alias such as `US/Pacific` included. */
export function isTimeZone(name: string): boolean {
  // An offset such as `+01:00` is none, though Intl takes it.
  if (name.length > LONGEST_NAME || !/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
