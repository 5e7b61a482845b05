import { checkAnswer } from '../../../cli/init/check-answer';

test('accepts what validate accepts', () => {
  expect(checkAnswer({ name: 'shop' })).toBe(true);
  expect(checkAnswer({ expression: 'cron(0 2 * * ? *)' })).toBe(true);
  expect(checkAnswer({ timezone: 'Europe/Berlin' })).toBe(true);
});

test.each([
  ['a name', { name: 'my shop' }, 'is "my shop"; it must be letters, digits'],
  ['a schedule', { expression: '0 2 * * *' }, 'Write "cron(0 2 * * ? *)"'],
  ['a time zone', { timezone: 'Europe/Berlim' }, 'Did you mean "Europe/Berlin"?'],
])('says what is wrong with %s', (_what, answer, says) => {
  expect(checkAnswer(answer)).toContain(says);
});
