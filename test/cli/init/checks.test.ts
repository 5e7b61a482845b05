import { areChecksWanted } from '../../../cli/init/checks';
import { TestTerminal } from '../../support/test-terminal';

/** @param keys keys that are pressed in a terminal once the question is shown */
async function wanted(keys: string) {
  const terminal = new TestTerminal();
  const answer = areChecksWanted(undefined, { json: false }, terminal);
  await terminal.answer('Refuse later csv that break these limits?', keys);
  return answer;
}

describe('the checks of init', () => {
  it.each([
    ['written after a yes', 'yes\r', true],
    ['not written after a no', 'no\r', false],
  ])('are %s', async (_, keys, expected) => {
    expect(await wanted(keys)).toBe(expected);
  });

  it('are not written after Ctrl-C: the command fails, but the file is written', async () => {
    await expect(wanted('\u0003')).rejects.toThrow('The file was written without checks. ');
  });
});
