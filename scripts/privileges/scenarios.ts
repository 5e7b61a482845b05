import { ServiceError } from '../../local-aws/core/service';
import { type Account, QUICK } from './account';

/** What a deployment goes through in an account of its own. */
export interface Life {
  readonly what: string;
  readonly live: (account: Account) => Promise<void>;
}

const MOVIES = 'dataset-group-name-1';

/** Looks for something to stop, in steps of five seconds: two days of them. */
const POLLS = 34_560;
/** Seconds: a hundred hours, of jobs that are made every day; their runs are reported as overdue. */
const LONG = 360_000;
/** One for each type that is told to fail, and one more. */
const UPLOADS = 7;

/** Between them, these do whatever a deployment can come to do. Each starts in a new account. */
export const SCENARIOS: readonly Life[] = [
  {
    what: 'All examples that go together, their schedules for nine days, edits, refused files, fires that are skipped, and what is stopped by hand',
    async live(account) {
      await account.upload('movies', 'segments', 'shop');
      await account.put(`train/${MOVIES}/refused.json`, '{"datasetGroup": {}}');
      await scheduleSegments(account);
      await account.passDays(9);
      await skipScheduledRun(account);
      await stopScheduledRun(account);
      await edit(account);
      await account.passDays(1);
    },
  },
  { what: 'Tags', live: (account) => account.upload('tags') },
  { what: 'Whatever Personalize can fail, and another upload', live: failEverything },
  { what: 'Functions, machines and messages that do not come through', live: loseMessages },
];

/** Batch segment jobs by schedule, too. */
async function scheduleSegments(account: Account): Promise<void> {
  await account.uploadEdited('segments', 'library', ({ solutions }) => {
    for (const job of solutions.flatMap(({ batchSegmentJobs = [] }) => batchSegmentJobs))
      job.workflowConfig = { schedule: 'cron(0 5 * * ? *)' };
  });
}

/** Batch jobs that take longer than until the next fire of their task, which finds out that they do, and is skipped. */
async function skipScheduledRun(account: Account): Promise<void> {
  const { personalize } = account.local;
  personalize.setDuration('batchInferenceJob', LONG);
  await account.passDays(5);
  personalize.setDuration('batchInferenceJob', QUICK);
  await account.passDays(1);
}

/** A fire's run is stopped by hand. */
async function stopScheduledRun(account: Account): Promise<void> {
  const { names } = account.local;
  for (let look = 0, stopped = false; !stopped; look += 1) {
    if (look > POLLS) throw new Error('No schedule has fired within two days.');
    await account.passSeconds(5);
    const { executions } = await account.call<{ executions: { executionArn: string }[] }>(
      'states',
      'ListExecutions',
      {
        stateMachineArn: names.runStateMachineArn,
        statusFilter: 'RUNNING',
      },
    );
    for (const { executionArn } of executions) {
      await account.call('states', 'StopExecution', { executionArn, error: 'Stopped', cause: 'By hand.' });
      stopped = true;
    }
  }
  await account.passDays(1);
}

/** One change of each kind that Personalize or a schedule can take without being made anew. */
async function edit(account: Account): Promise<void> {
  await account.uploadEdited('movies', MOVIES, ({ datasets, solutions, datasetGroup }) => {
    const { serviceConfig: schema } = datasets.users.schema;
    schema.name = 'users-schema-2';
    schema.schema.fields.push({ name: 'COUNTRY', type: ['null', 'string'] });
    datasetGroup.workflowConfig.schedules.import = 'cron(0 */12 * * ? *)';
    for (const { serviceConfig, workflowConfig, campaigns = [] } of solutions) {
      serviceConfig.performAutoTraining = true;
      if (workflowConfig !== undefined) workflowConfig.schedules.full = 'delete';
      for (const campaign of campaigns) campaign.serviceConfig.minProvisionedTPS = 2;
    }
  });
  await account.uploadEdited('shop', 'shop', ({ recommenders }) => {
    for (const { serviceConfig } of recommenders)
      serviceConfig.recommenderConfig = { minRecommendationRequestsPerSecond: 2 };
  });
}

/** What was left failed is deleted at the next upload, and made anew. */
async function failEverything(account: Account): Promise<void> {
  const { personalize } = account.local;
  for (const type of ['dataset-group', 'dataset', 'event-tracker', 'filter', 'campaign', 'recommender'])
    personalize.failNext({ resource: `${type}/*`, reason: 'Internal service error.' });
  // What fails keeps what needs it from being made: that fails the next time.
  for (let upload = 0; personalize.outstandingFailures().length > 0; upload += 1) {
    if (upload > UPLOADS) throw new Error(`${upload} uploads have not come to what is told to fail.`);
    await uploadAgain(account);
  }
  await uploadAgain(account);
  await failSolution(account);
}

async function uploadAgain(account: Account): Promise<void> {
  await account.upload('movies', 'shop');
  await account.passSeconds(60);
}

/** The local Personalize never fails a solution itself, as opposed to its versions: it is only said to have failed. */
async function failSolution(account: Account): Promise<void> {
  let deleted = false;
  await account.whileAnswering(
    async ({ call: { operation, input } }, perform) => {
      const answer = await perform();
      if (operation === 'DeleteSolution') deleted = true;
      if (
        operation !== 'DescribeSolution' ||
        deleted ||
        !String(input.solutionArn).endsWith('/sims-solution')
      )
        return answer;
      const { solution } = answer as { readonly solution: object };
      return { solution: { ...solution, status: 'CREATE FAILED' } };
    },
    () => account.upload('movies'),
  );
}

/** What fails in the last resort: the function that tells of a run's end, and what schedules start. */
async function loseMessages(account: Account): Promise<void> {
  await account.whileAnswering(
    async ({ call: { operation, input } }, perform) => {
      if (operation === 'Invoke' && String(input.FunctionName).includes('end-run')) throw broken();
      return perform();
    },
    () => account.upload('movies'),
  );
  await account.whileAnswering(
    async ({ call: { operation }, caller }, perform) => {
      const starts = operation === 'StartExecution' || operation === 'Invoke';
      if (starts && caller.kind === 'role' && /-(scheduler|reconciliation)-/.test(caller.roleName))
        throw broken();
      return perform();
    },
    () => account.passDays(1),
  );
}

/** Nothing that is tried again. */
function broken(): ServiceError {
  return new ServiceError('InvalidRequestContentException', 'Broken by hand.');
}
