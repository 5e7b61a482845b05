import { checkAnswer } from '../check-answer';
import { answerTo, canAsk, type Terminal } from '../confirmation';
import { CliFailure, WrongUsage } from '../failure';

/**
 * Returns the given name of the dataset group. If no name is given, asks the user in a terminal.
 * @throws WrongUsage if no name is given and there is no terminal, or `--json` is given
 * @throws CliFailure on Ctrl-C
 */
export async function chooseName(
  given: string | undefined,
  options: { readonly json: boolean },
  terminal: Terminal = process,
): Promise<string> {
  if (given !== undefined) return given;
  if (!canAsk(options, terminal))
    throw new WrongUsage('The name of the dataset group is missing.', 'Pass --name <group>.');
  const answer = await answerTo('Name of the dataset group:', terminal, (name) => checkAnswer({ name }));
  if (answer === undefined) throw new CliFailure('Nothing was written.');
  return answer;
}
