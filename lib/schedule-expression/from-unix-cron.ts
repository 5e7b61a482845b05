const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/**
 * The EventBridge expression for five fields of Unix cron, alone or in `cron()`. Unix numbers weekdays from Sunday = 0, EventBridge from
 * Sunday = 1, so numbers become names. The result may be invalid.
 * @returns undefined for other texts, and for fields that restrict both the day of the month and the day of the week: Unix then runs on
 * days that match either
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
