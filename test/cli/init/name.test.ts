import { PassThrough } from 'node:stream';
import { chooseName } from '../../../cli/init/name';

/** @param keys pressed once the question is shown */
async function chosen(keys: string, isTTY = true, json = false, name?: string) {
  const [stdin, stderr] = [Object.assign(new PassThrough(), { isTTY }), new PassThrough()];
  let shown = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  const answer = chooseName(name, { json }, { stdin, stderr });
  // Input before the question is not an answer.
  while (keys !== '' && !shown.includes('Name of the dataset group:')) await new Promise(setImmediate);
  for (const key of keys) stdin.write(key);
  return answer;
}

describe('the name of the dataset group in init', () => {
  it('is the one that a person types', async () => {
    expect(await chosen('movies\r')).toBe('movies');
  });

  it('is not asked for if it is given', async () => {
    expect(await chosen('', true, false, 'shop')).toBe('shop');
  });

  it.each([
    ['without a terminal', false, false],
    ['with --json in a terminal', true, true],
  ])('must be given by an option %s', async (_, isTTY, json) => {
    await expect(chosen('', isTTY, json)).rejects.toThrow('The name of the dataset group is missing.');
  });

  it('is missing after Ctrl-C, and nothing is written', async () => {
    await expect(chosen('mov\u0003')).rejects.toThrow('Nothing was written.');
  });
});
