import { CRON_FIELDS, type CronField, parseCronField } from '../../../lib/schedule-expression/cron-field';

function refuse(part: string, value: string, rule: string): never {
  throw new Error(`${part} '${value}' ${rule}`);
}

describe('parseCronField', () => {
  it.each<[string, CronField, readonly number[]]>([
    ['*', CRON_FIELDS.dayOfWeek, [1, 2, 3, 4, 5, 6, 7]],
    ['5', CRON_FIELDS.hours, [5]],
    ['22,9,1,9', CRON_FIELDS.hours, [1, 9, 22]],
    ['20-23', CRON_FIELDS.hours, [20, 21, 22, 23]],
    ['7-7', CRON_FIELDS.hours, [7]],
    ['*/8', CRON_FIELDS.hours, [0, 8, 16]],
    ['20/2', CRON_FIELDS.hours, [20, 22]],
    ['20/1', CRON_FIELDS.hours, [20, 21, 22, 23]],
    ['1-6/2', CRON_FIELDS.hours, [1, 3, 5]],
    ['*/23', CRON_FIELDS.hours, [0, 23]],
    ['1/12', CRON_FIELDS.month, [1]],
    ['jan-Mar,DEC', CRON_FIELDS.month, [1, 2, 3, 12]],
    ['SUN,sat', CRON_FIELDS.dayOfWeek, [1, 7]],
    ['1970,2199', CRON_FIELDS.year, [1970, 2199]],
  ])('reads the field %s', (text, field, expected) => {
    // Act
    const values = parseCronField(field, text, refuse);

    // Assess
    expect(values).toEqual(expected);
  });

  it.each<[string, CronField, string]>([
    ['24', CRON_FIELDS.hours, "hours '24' must be a number from 0 to 23"],
    ['x1', CRON_FIELDS.hours, "hours 'x1' must be a number from 0 to 23"],
    ['+1', CRON_FIELDS.hours, "hours '+1' must be a number from 0 to 23"],
    ['1e1', CRON_FIELDS.hours, "hours '1e1' must be a number from 0 to 23"],
    ['1x', CRON_FIELDS.hours, "hours '1x' must be a number from 0 to 23"],
    ['0', CRON_FIELDS.month, "month '0' must be a number from 1 to 12 or a name from JAN to DEC"],
    ['5-3', CRON_FIELDS.hours, "hours '5-3' must be a range from the lower to the higher value"],
    ['1-2-3', CRON_FIELDS.hours, "hours '1-2-3' must have at most one '-'"],
    ['1/2/3', CRON_FIELDS.hours, "hours '1/2/3' must have at most one step ('/')"],
    ['*/0', CRON_FIELDS.hours, "hours '*/0' must have a step from 1 to 23"],
    ['*/24', CRON_FIELDS.hours, "hours '*/24' must have a step from 1 to 23"],
    ['*/13', CRON_FIELDS.month, "month '*/13' must have a step from 1 to 12"],
    ['1970/231', CRON_FIELDS.year, "year '1970/231' must have a step from 1 to 230"],
    ['*/x', CRON_FIELDS.hours, "hours '*/x' must have a step from 1 to 23"],
    ['*/+2', CRON_FIELDS.hours, "hours '*/+2' must have a step from 1 to 23"],
    ['*/1e1', CRON_FIELDS.hours, "hours '*/1e1' must have a step from 1 to 23"],
    ['*/1x', CRON_FIELDS.hours, "hours '*/1x' must have a step from 1 to 23"],
    ['*/x1', CRON_FIELDS.hours, "hours '*/x1' must have a step from 1 to 23"],
  ])('refuses the field %s', (text, field, message) => {
    // Act
    const act = () => parseCronField(field, text, refuse);

    // Assess
    expect(act).toThrow(message);
  });

  it('accepts a step of 229 years, which leads from the first year to the last', () => {
    // Act
    const years = parseCronField(CRON_FIELDS.year, '1970/229', refuse);

    // Assess
    expect(years).toEqual([1970, 2199]);
  });
});
