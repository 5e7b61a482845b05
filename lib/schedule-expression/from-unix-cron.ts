const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/**
 * Converts the five fields of Unix cron, alone or in `cron()`, to an EventBridge expression. Weekdays that are numbers become names,
 * because Sunday is 0 in Unix cron, but 1 in EventBridge. The result may be invalid.
 * @returns undefined for any other text. Also undefined if both the day of the month and the day of the week are restricted: Unix cron
 * then runs on days that match either field
 */
export function fromUnixCron(text: string): string | undefined {
  const fields = text
    .replace(/^cron\((.*)\)$/, '$1')
    .trim()
    .split(/\s+/);
  const [minutes, hours, dayOfMonth, month, dayOfWeek] = fields;
  if (fields.length !== 5 || dayOfWeek === undefined) return undefined;
  if (dayOfWeek === '*') return `cron(${minutes} ${hours} ${dayOfMonth} ${month} ? *)`;
  if (dayOfMonth !== '*') return undefined;
  const named = dayOfWeek.replace(/(?<![/\d])\d+/g, (number) => WEEKDAYS[Number(number)] ?? number);
  return `cron(${minutes} ${hours} ? ${month} ${named} *)`;
}
