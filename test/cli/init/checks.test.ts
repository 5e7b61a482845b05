import { PassThrough } from 'node:stream';
import { areChecksWanted } from '../../../cli/init/checks';

const QUESTION = 'Refuse later csv that break these limits?';

/** @param keys pressed in a terminal once the question is shown */
async function wanted(keys: string) {
  const [stdin, stderr] = [Object.assign(new PassThrough(), { isTTY: true }), new PassThrough()];
  let shown = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  const answer = areChecksWanted(undefined, { json: false }, { stdin, stderr });
  while (!shown.includes(QUESTION)) await new Promise(setImmediate);
  for (const key of keys) stdin.write(key);
  return answer;
}

describe('the checks of init', () => {
  it.each([
    ['written after a yes', 'yes\r', true],
    ['not written after a no', 'no\r', false],
  ])('are %s', async (_, keys, expected) => {
    expect(await wanted(keys)).toBe(expected);
  });

  it('are not written after Ctrl-C, and the command fails', async () => {
    await expect(wanted('\u0003')).rejects.toThrow('The file was written without checks. ');
  });
});
