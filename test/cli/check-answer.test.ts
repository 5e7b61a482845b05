import { checkAnswer } from '../../cli/check-answer';

test('a valid name, schedule or time zone is accepted', () => {
  expect(checkAnswer({ name: 'shop' })).toBe(true);
  expect(checkAnswer({ expression: 'cron(0 2 * * ? *)' })).toBe(true);
  expect(checkAnswer({ timezone: 'Europe/Berlin' })).toBe(true);
});

test.each([
  ['the name', { name: 'my shop' }, 'is "my shop"; it must be letters, digits'],
  ['the schedule', { expression: '0 2 * * *' }, 'Write "cron(0 2 * * ? *)"'],
  ['the time zone', { timezone: 'Europe/Berlim' }, 'Did you mean "Europe/Berlin"?'],
])('the error for an invalid answer says how to correct %s', (_what, answer, says) => {
  expect(checkAnswer(answer)).toContain(says);
});
