import { chooseName } from '../../../cli/init/name';
import { TestTerminal } from '../../support/test-terminal';

/** @param keys keys that are pressed once the question is shown */
async function chosen(keys: string, isTTY = true, json = false, name?: string) {
  const terminal = new TestTerminal(isTTY);
  const answer = chooseName(name, { json }, terminal);
  if (keys !== '') await terminal.answer('Name of the dataset group:', keys);
  return answer;
}

describe('the name of the dataset group in init', () => {
  it('is the one that a person types', async () => {
    expect(await chosen('movies\r')).toBe('movies');
  });

  it('is the given one, without a question', async () => {
    expect(await chosen('', true, false, 'shop')).toBe('shop');
  });

  it.each([
    ['if there is no terminal', false, false],
    ['if --json is given in a terminal', true, true],
  ])('must be given by an option %s', async (_, isTTY, json) => {
    await expect(chosen('', isTTY, json)).rejects.toThrow('The name of the dataset group is missing.');
  });

  it('is not chosen after Ctrl-C: the command fails, and nothing is written', async () => {
    await expect(chosen('mov\u0003')).rejects.toThrow('Nothing was written.');
  });
});
