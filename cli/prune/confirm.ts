import { plural } from '../../lib/text/format';
import { answerTo, assertCanAsk, isUnseen, type Terminal } from '../confirmation';
import { CliFailure, WrongUsage } from '../failure';
import type { Deletions, PruneOptions } from './deletions';

/** Facts for the one question that `apply` asks before it sends anything. */
export interface Question {
  /** Deployment, region and account. */
  readonly place: string;
  /** Number of files to send. */
  readonly files: number;
  /** True if a run of one of the files is in progress or will begin. Deletions wait until these runs have succeeded. */
  readonly hasRuns: boolean;
  readonly deletions: readonly Deletions[];
  /** True for a saved plan. Only its deletions must be confirmed. */
  readonly isReviewed: boolean;
}

/**
 * True if the answer is accepted only in a terminal that has shown the plan. With `--yes`, this is true only if names of resources with
 * `isNameNeeded` must be typed and `--json` is given in a terminal. Otherwise, with `--yes`, {@link confirm} reads these names from the
 * terminal or from a pipe.
 */
export function mustAsk(question: Question, options: PruneOptions, terminal: Terminal = process): boolean {
  const { files, deletions, isReviewed } = question;
  if (options.yes) return namesOf(question).length > 0 && isUnseen(options, terminal);
  return deletions.length > 0 || (files > 0 && !isReviewed);
}

function namesOf({ deletions }: Question): readonly string[] {
  return deletions.flatMap(({ resources }) =>
    resources.flatMap(({ isNameNeeded, name }) => (isNameNeeded ? [name] : [])),
  );
}

/**
 * Asks for the confirmation, if one is needed.
 * @throws WrongUsage if {@link mustAsk} is true, but there is no terminal or `--json` is given
 * @throws WrongUsage if deletions must wait for runs, but `--no-wait` is given
 * @throws CliFailure if the answer is not yes or, if names must be typed, not exactly these names
 */
export async function confirm(question: Question, options: PruneOptions, terminal: Terminal = process): Promise<void> {
  const { place, files, deletions, hasRuns } = question;
  if (deletions.length > 0 && hasRuns && !options.wait)
    throw new WrongUsage(
      '--prune deletes resources after the runs, but --no-wait does not wait for the runs.',
      'Leave --no-wait out.',
    );
  const isAsked = mustAsk(question, options, terminal);
  const resources = deletions.flatMap((each) => each.resources);
  const names = namesOf(question);
  const hint =
    names.length === 0
      ? ' to apply without a question'
      : `, and '${names.join(' ')}' as the first line of the input, which confirms these deletions`;
  if (isAsked) assertCanAsk('The plan', options, `Pass --yes${hint}.`, terminal);
  if (!isAsked && names.length === 0) return;
  const what = [
    ...(files > 0 ? [`Send ${plural(files, 'file')} and run the plan`] : []),
    ...(resources.length > 0 ? [`${files > 0 ? 'delete' : 'Delete'} ${plural(resources.length, 'resource')}`] : []),
  ];
  const expected = names.length === 0 ? 'yes' : names.join(' ');
  const answer = await answerTo(`${what.join(', then ')} in ${place}? Type '${expected}':`, terminal);
  if (answer?.trim().split(/\s+/).join(' ') === expected) return;
  const refused = options.yes ? ': --yes does not confirm these names' : '';
  throw new CliFailure(
    `Nothing was sent${resources.length > 0 ? ' or deleted' : ''}.`,
    `Type '${expected}' to confirm${names.length === 0 ? ', or pass --yes' : refused}.`,
  );
}
