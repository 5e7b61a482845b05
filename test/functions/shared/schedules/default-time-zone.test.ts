import { checkedTimeZone } from '../../../../functions/shared/schedules/default-time-zone';

describe('checkedTimeZone', () => {
  test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
    'accepts the time zone %s',
    (zone) => {
      expect(checkedTimeZone(zone)).toBe(zone);
    },
  );

  test.each(['Europe/Berlni', '+02:00', ''])("refuses the time zone '%s', and names the setting", (zone) => {
    expect(() => checkedTimeZone(zone)).toThrow(/^SCHEDULE_TIMEZONE is '.*schedule_timezone/);
  });
});
