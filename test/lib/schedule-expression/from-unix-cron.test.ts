import { fromUnixCron } from '../../../lib/schedule-expression/from-unix-cron';

describe('fromUnixCron', () => {
  it.each([
    ['0 3 * * 0', 'cron(0 3 ? * SUN *)'],
    ['0 3 * * 7', 'cron(0 3 ? * SUN *)'],
    ['cron(0 3 * * 1,3)', 'cron(0 3 ? * MON,WED *)'],
    ['0 3 * * 1-5/2', 'cron(0 3 ? * MON-FRI/2 *)'],
    ['*/10 * * * *', 'cron(*/10 * * * ? *)'],
    ['0 3 1 * *', 'cron(0 3 1 * ? *)'],
    [' 0  3 * *  1 ', 'cron(0 3 ? * MON *)'],
    // There is no weekday 10. A later check refuses the result, and its message then shows the number that the user wrote.
    ['0 3 * * 10', 'cron(0 3 ? * 10 *)'],
  ])('converts "%s" to %s', (text, expected) => {
    // Act and assess
    expect(fromUnixCron(text)).toBe(expected);
  });

  it.each(['0 3 1 * 1', '0 3 * *', 'cron(0 3 * * ? *)', '@daily', ''])('does not convert "%s"', (text) => {
    // Act and assess
    expect(fromUnixCron(text)).toBeUndefined();
  });
});
