import { PassThrough } from 'node:stream';
import { chooseSchedules, type InitScheduleOptions } from '../../../cli/init/schedules';

/** @param answers in the order of the questions */
async function chosen(options: Partial<InitScheduleOptions>, isTTY: boolean, answers: readonly string[] = []) {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  // Node.js ignores `end` of standard error, so this stand-in does too.
  const stderr = Object.assign(new PassThrough(), { end: () => stderr });
  let shown = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  const schedules = chooseSchedules({ json: false, ...options }, { stdin, stderr });
  let isDone = false;
  void schedules
    .catch(() => undefined)
    .then(() => {
      isDone = true;
    });
  const questions = ['When to import new csv?', 'When to train?', 'In which time zone'];
  for (const [index, answer] of answers.entries()) {
    while (!isDone && !shown.includes(questions[index] ?? '')) await new Promise(setImmediate);
    for (const key of answer) stdin.write(key);
  }
  return { ...(await schedules), isAsked: shown !== '' };
}

describe('the schedules of init', () => {
  const usual = { import: 'cron(0 2 * * ? *)', baseline: 'cron(30 2 ? * SUN *)', full: 'cron(0 3 ? * SUN *)' };

  it.each([
    ['without a terminal', {}, false],
    ['with --json', { json: true }, true],
  ])('are the default ones, and not asked for, %s', async (_, options, isTTY) => {
    expect(await chosen(options, isTTY)).toEqual({ ...usual, isAsked: false });
  });

  it('are the usual ones if a person presses Enter', async () => {
    expect(await chosen({}, true, ['\r', '\r', '\r'])).toEqual({ ...usual, isAsked: true });
  });

  it('are those that a person types', async () => {
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
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    const stderr = Object.assign(new PassThrough(), { end: () => stderr });
    let shown = '';
    stderr.setEncoding('utf8').on('data', (text: string) => {
      shown += text;
    });
    const shows = async (text: string) => {
      while (!shown.includes(text)) await new Promise(setImmediate);
    };
    const type = (text: string) => {
      for (const key of text) stdin.write(key);
    };
    const schedules = chooseSchedules(
      { json: false, fullSchedule: 'rate(7 days)', timezone: 'UTC' },
      { stdin, stderr },
    );

    // Act
    await shows('When to import new csv?');
    type('0 2 * * *\r');
    await shows('Write "cron(0 2 * * ? *)"');
    type(`${'\u007f'.repeat(9)}cron(0 2 * * ? *)\r`);

    // Assess
    expect(await schedules).toMatchObject({ import: { expression: 'cron(0 2 * * ? *)', timezone: 'UTC' } });
  });

  it('are not written after Ctrl-C', async () => {
    await expect(chosen({}, true, ['\u0003'])).rejects.toThrow('Nothing was written.');
  });
});
