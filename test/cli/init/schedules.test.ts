import { chooseSchedules, type InitScheduleOptions } from '../../../cli/init/schedules';
import { TestTerminal } from '../../support/test-terminal';

/** @param answers keys that are pressed for each question, in the order of the questions */
async function chosen(options: Partial<InitScheduleOptions>, isTTY: boolean, answers: readonly string[] = []) {
  const terminal = new TestTerminal(isTTY);
  const schedules = chooseSchedules({ json: false, ...options }, terminal);
  const questions = ['When to import new csv?', 'When to train?', 'In which time zone'];
  for (const [index, keys] of answers.entries()) await terminal.answer(questions[index] ?? '', keys);
  return { ...(await schedules), isAsked: terminal.shown !== '' };
}

describe('the schedules of init', () => {
  const usual = { import: 'cron(0 2 * * ? *)', baseline: 'cron(30 2 ? * SUN *)', full: 'cron(0 6 ? * SUN *)' };

  it.each([
    ['without a terminal', {}, false],
    ['with --json', { json: true }, true],
  ])('are the default ones, without a question, %s', async (_, options, isTTY) => {
    expect(await chosen(options, isTTY)).toEqual({ ...usual, isAsked: false });
  });

  it('are the default ones if a person presses Enter', async () => {
    expect(await chosen({}, true, ['\r', '\r', '\r'])).toEqual({ ...usual, isAsked: true });
  });

  it('are the ones that a person types', async () => {
    // Act
    const schedules = await chosen({}, true, ['rate(1 day)\r', 'rate(7 days)\r', 'Asia/Tokyo\r']);

    // Assess
    const full = { expression: 'rate(7 days)', timezone: 'Asia/Tokyo' };
    expect(schedules).toMatchObject({
      import: { expression: 'rate(1 day)', timezone: 'Asia/Tokyo' },
      full,
      baseline: full,
    });
  });

  it('are asked for again until an answer is a schedule', async () => {
    // Prepare
    const terminal = new TestTerminal();
    const schedules = chooseSchedules({ json: false, fullSchedule: 'rate(7 days)', timezone: 'UTC' }, terminal);

    // Act
    await terminal.answer('When to import new csv?', '0 2 * * *\r');
    await terminal.answer('Write "cron(0 2 * * ? *)"', `${'\u007f'.repeat(9)}cron(0 2 * * ? *)\r`);

    // Assess
    expect(await schedules).toMatchObject({ import: { expression: 'cron(0 2 * * ? *)', timezone: 'UTC' } });
  });

  it('are not chosen after Ctrl-C: the command fails, and nothing is written', async () => {
    await expect(chosen({}, true, ['\u0003'])).rejects.toThrow('Nothing was written.');
  });
});
