import { chooseBaseline } from '../../../cli/init/baseline';
import { RECIPES } from '../../../lib/personalize/recipes';
import { TestTerminal } from '../../support/test-terminal';

const QUESTION = 'Serve a model only if it beats';

/** @param keys keys that are pressed once the question is shown */
async function chosen(recipe: string, isTTY: boolean, keys: string, isWanted?: boolean) {
  const terminal = new TestTerminal(isTTY);
  const recipes = [...RECIPES.values()].filter(({ name }) => name === recipe);
  const baseline = chooseBaseline(recipes, isWanted, { json: false }, terminal);
  if (keys !== '') await terminal.answer(QUESTION, keys);
  return { name: (await baseline)?.name, isAsked: terminal.shown.includes(QUESTION) };
}

describe('the baseline of init', () => {
  it.each<[string, Parameters<typeof chosen>, string | undefined, boolean]>([
    ['written after a yes in a terminal', ['aws-similar-items', true, 'yes\r'], 'aws-popularity-count', true],
    ['not written after a no', ['aws-similar-items', true, 'no\r'], undefined, true],
    ['not written, nor asked for, without a terminal', ['aws-similar-items', false, ''], undefined, false],
    [
      'not asked for if the metrics of the recipe cannot be compared with it',
      ['aws-item-affinity', true, ''],
      undefined,
      false,
    ],
    [
      'written without a question with --baseline',
      ['aws-similar-items', true, '', true],
      'aws-popularity-count',
      false,
    ],
    ['not written, nor asked for, with --no-baseline', ['aws-similar-items', true, '', false], undefined, false],
  ])('is %s', async (_, given, name, isAsked) => {
    // Act
    const answer = await chosen(...given);

    // Assess
    expect(answer).toEqual({ name, isAsked });
  });

  it('is not chosen after Ctrl-C: the command fails, and nothing is written', async () => {
    await expect(chosen('aws-similar-items', true, '\u0003')).rejects.toThrow('Nothing was written.');
  });
});
