import { type Command, InvalidArgumentError, Option } from 'commander';
import { BUDGET_MEMBERS, optionOf, WORK_UNITS } from '../lib/parameter-file/budget';
import { lazyAction } from './action';
import { withAws, withExamples, withFollowing } from './options';

export function registerVersions(root: Command): void {
  const versions = root
    .command('versions')
    .summary('decide which solution versions serve')
    .description('Lists, promotes and rejects solution versions. VERSION is an ARN, SOLUTION/ID as listed, or a name.');
  withExamples(
    withAws(versions.command('list <SOLUTION>').summary('list the versions of a solution'))
      .description('Lists the versions with their decisions, metrics, and the campaigns that use them.')
      .action(lazyAction(async () => (await import('./commands/versions.js')).listVersions)),
    ['versions list top-picks', 'shows which version serves, and which are held'],
  );
  withExamples(
    withFollowing(withDecision(versions.command('promote <VERSION>').summary('let a version serve')))
      .description(
        'Lets a version serve, whatever the rules say: the campaigns of its solution move to it. Follows the run to its end; exit status 1 if it fails.',
      )
      .action(lazyAction(async () => (await import('./commands/versions.js')).promote)),
    ["versions promote top-picks/0a1b2c3d --reason 'new catalogue'", 'promotes a held version, and records why'],
  );
  withExamples(
    withFollowing(withDecision(versions.command('reject <VERSION>').summary('decide that a version does not serve')))
      .description(
        'Rejects a version that does not serve. For a version that serves, use `rollback`. `versions promote` can still promote a rejected version. Follows the run to its end; exit status 1 if it fails.',
      )
      .action(lazyAction(async () => (await import('./commands/versions.js')).reject)),
    ['versions reject top-picks/0a1b2c3d', 'decides that a held version does not serve'],
  );
  withExamples(
    withFollowing(withDecision(root.command('rollback <SOLUTION>').summary('let the previous version serve again')))
      .description(
        'Moves campaigns back to the version that served before. They stay there until a later version is promoted. Follows the run to its end; exit status 1 if it fails.',
      )
      .option('--to <version>', 'the version to go back to (default: the one that served before)')
      .action(lazyAction(async () => (await import('./commands/versions.js')).rollback)),
    ["rollback top-picks --reason 'fewer clicks'", 'goes back to the version before, and records why'],
    ['rollback top-picks --to top-picks/0a1b2c3d', 'goes back to the given version'],
  );
}

/** Options of an operator's decision. */
function withDecision(command: Command, isReasonNeeded = false): Command {
  const reason = new Option(
    '--reason <text>',
    'recorded with the decision; for a solution version, also sent in the notification',
  );
  return withAws(command)
    .addOption(reason.makeOptionMandatory(isReasonNeeded))
    .option('--by <name>', 'who decides, recorded as given (default: the user of this machine)');
}

export function registerData(root: Command): void {
  const data = root
    .command('data')
    .summary('accept refused data, or reject imported data')
    .description(
      'Accepts refused data, or rejects accepted or imported data. DATASET is the base name of the csv of a dataset.',
    );
  const dataset = '--dataset <dataset>';
  withExamples(
    withFollowing(withDecision(data.command('accept <GROUP>').summary('import refused data once'), true))
      .description(
        'Imports data that a check of rows has refused because of limits in the parameter file, and all other new data of the dataset group. Later data are compared with the accepted data. Rules of Amazon Personalize are not overridden. Nothing happens if the csv have changed since. Exit status: 0 imported, 1 not imported.',
      )
      .option(dataset, 'needed if data of several datasets are refused')
      .action(lazyAction(async () => (await import('./commands/data.js')).acceptData)),
    ["data accept shop --dataset items --reason 'summer range is gone'", 'imports the refused items'],
  );
  withExamples(
    withDecision(data.command('reject <GROUP>').summary('take back an acceptance, or reject the last import'), true)
      .description(
        'Takes back an acceptance whose data are not imported yet. Without one, rejects the last import of a dataset: checks compare later data with the import before it, and the imported rows stay in Amazon Personalize. Rejected csv cannot be accepted again.',
      )
      .option(dataset, 'needed if an import or an acceptance of several datasets could be rejected')
      .action(lazyAction(async () => (await import('./commands/data.js')).rejectData)),
    ["data reject shop --dataset items --reason 'half an export'", 'lets checks compare with the previous import'],
  );
}

export function registerBudget(root: Command): void {
  const budget = root.command('budget').summary('raise a budget').description('Raises the budget of a dataset group.');
  // All arguments are optional for Commander, because the command itself checks them. If some are missing, it names
  // them and lists the budgets.
  const raise = withDecision(budget.command('raise').summary('allow more in this month'))
    .description(
      'Adds to limits of the budget in the parameter file in force, until the end of the calendar month (UTC); a negative number takes back what was added. Skipped work begins when its schedule is next due; work without a schedule needs `retry`. Asks before it allows more than ten times the limit of the file. Needs a dataset group, an amount and a reason; without them, it says what is missing, and lists the budgets.',
    )
    .argument('[GROUP]', 'the dataset group')
    .option('--yes', 'do not ask before allowing more than ten times the limit of the file', false);
  for (const unit of WORK_UNITS) raise.option(`${optionOf(unit)} <number>`, `add to ${BUDGET_MEMBERS[unit]}`, nonZero);
  withExamples(
    raise.action(lazyAction(async () => (await import('./commands/budget.js')).raiseBudget)),
    ["budget raise shop --training-hours 5 --reason 'summer range'", 'allows five more training hours in this month'],
    ["budget raise shop --training-hours -5 --reason 'not needed'", 'takes them back'],
  );
}

/** @throws InvalidArgumentError if the text is not a number, or is 0 */
function nonZero(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number !== 0) return number;
  throw new InvalidArgumentError('It must be a number: above 0 adds, below 0 takes back.');
}
