import { ServiceError } from '../../emulator/core/service';
import { PROMOTION_WORKFLOW, REMOVAL_WORKFLOW } from '../../lib/parameter-file/workflows';
import { REMOVABLE_TYPES } from '../../lib/record-table/own-resources';
import { PROMOTION_TRIGGER, PRUNE_TRIGGER, type RunRequest } from '../../lib/record-table/run-request';
import { type Account, QUICK } from './account';

/** A sequence of actions in a new account. */
export interface Scenario {
  readonly what: string;
  readonly live: (account: Account) => Promise<void>;
}

const MOVIES = 'dataset-group-name-1';

/** A parameter file that is well-formed JSON with known members, but has an invalid domain. */
const REFUSED = JSON.stringify({ datasetGroup: { serviceConfig: { name: MOVIES, domain: 'TRAVEL' } } });

/** Maximum number of polls until there is something to stop: one every five seconds of virtual time, for two days. */
const POLLS = 34_560;
/** Seconds that the daily batch job takes for some days: more than eighty hours, so that its run is reported as overdue. */
const LONG = 290_000;
/** Maximum number of uploads after the first: one for each type with a planned failure. */
const UPLOADS = 7;
/** Milliseconds that a training takes to start, so that other trainings start in the meantime. */
const SLOW_START = 60_000;

/** Scenarios that together use every permission of a deployment, except those with a reason (`REASONS`). Each starts in a new account. */
export const SCENARIOS: readonly Scenario[] = [
  {
    what: 'All examples that go together, their schedules, edits, refused files, skipped runs and manual stops',
    async live(account) {
      await account.upload('movies', 'segments', 'shop');
      await account.put(`train/${MOVIES}/refused.json`, REFUSED);
      for (const key of [`train/${MOVIES}/gone.json`, `delete/${MOVIES}/gone.csv`]) await putAndDelete(account, key);
      await scheduleSegments(account);
      await importDaily(account);
      await account.passDays(2);
      await skipScheduledRun(account);
      await stopScheduledRun(account);
      await edit(account);
      await deleteByHand(account);
      await account.passDays(1);
    },
  },
  { what: 'Tags of all types of resources', live: tagEverything },
  { what: 'A parameter file that is renamed while an upload waits', live: renameFile },
  {
    what: 'A held version that is promoted, a rollback, a campaign that is changed by others, and deletions of users',
    live: decideOnVersions,
  },
  { what: 'Checks of rows', live: checkRows },
  { what: 'Deletions of everything that has left the parameter files', live: pruneFiles },
  { what: 'Failures of everything in Personalize that can fail, and another upload', live: failEverything },
  { what: 'Functions, state machines and messages that fail', live: loseMessages },
  { what: 'Schedules that an upload cannot set', live: loseSchedules },
  {
    what: 'Runs that are stopped while they start trainings and hold locks that other runs share or wait for',
    live: stopTrainings,
  },
];

async function tagEverything(account: Account): Promise<void> {
  for (const [example, group] of Object.entries({ movies: MOVIES, segments: 'library', shop: 'shop' })) {
    await account.uploadData(example);
    await account.uploadEdited(example, group, (file) => {
      file.tags = [{ tagKey: 'team', tagValue: 'search' }];
    });
  }
}

/** Uploads an object, and deletes it before S3's event about it arrives. */
async function putAndDelete(account: Account, Key: string): Promise<void> {
  await account.put(Key, 'USER_ID\n1\n');
  const object = { Bucket: account.local.names.dataBucket, Key };
  const { VersionId } = await account.call<{ VersionId: string }>('s3', 'HeadObject', object);
  await account.call('s3', 'DeleteObject', { ...object, VersionId });
}

/** Adds batch segment jobs on a schedule. */
async function scheduleSegments(account: Account): Promise<void> {
  await account.uploadEdited('segments', 'library', ({ solutions }) => {
    for (const job of solutions.flatMap(({ batchSegmentJobs = [] }) => batchSegmentJobs))
      job.workflowConfig = { schedule: 'cron(0 5 * * ? *)' };
  });
}

/** Imports the movies once a day instead of four times, because each import needs the same permissions. */
async function importDaily(account: Account): Promise<void> {
  await account.uploadEdited('movies', MOVIES, ({ datasetGroup }) => {
    datasetGroup.workflowConfig.schedules.import = 'cron(0 6 * * ? *)';
  });
}

/** Makes batch jobs take longer than the interval of their task, so that the next run is skipped. */
async function skipScheduledRun(account: Account): Promise<void> {
  const { personalize } = account.local;
  personalize.setDuration('batchInferenceJob', LONG);
  await account.passDays(4);
  personalize.setDuration('batchInferenceJob', QUICK);
  await account.passDays(1);
}

async function stopScheduledRun(account: Account): Promise<void> {
  for (let poll = 0, stopped = 0; stopped === 0; poll += 1) {
    if (poll > POLLS) throw new Error('No scheduled run started within two days.');
    await account.passSeconds(5);
    stopped = await account.stopAll('run');
  }
  await account.passDays(1);
}

/** Deletes metric attributions and recommenders, so that the nightly comparison finds that they are missing. */
async function deleteByHand(account: Account): Promise<void> {
  for (const { type, arn } of account.local.personalize.snapshot()) {
    if (type === 'metricAttribution')
      await account.call('personalize', 'DeleteMetricAttribution', { metricAttributionArn: arn });
    if (type === 'recommender') await account.call('personalize', 'DeleteRecommender', { recommenderArn: arn });
  }
}

async function checkRows(account: Account): Promise<void> {
  await account.upload('shop');
  await account.put('train/shop/users.csv', 'USER_ID,MEMBERSHIP\nuser-1,gold\n');
  await account.uploadEdited('shop', 'shop', ({ datasets }) => {
    Object.assign(datasets.users, { workflowConfig: { checks: {} } });
  });
}

/** Reduces two files to one dataset each, and confirms the deletion of everything that can be deleted. Runs delete only what left the files. */
async function pruneFiles(account: Account): Promise<void> {
  for (const [example, group] of Object.entries({ movies: MOVIES, shop: 'shop' })) {
    await account.upload(example);
    await account.uploadEdited(example, group, (file) => {
      const { datasetGroup, datasets } = file;
      for (const name of Object.keys(file)) Reflect.deleteProperty(file, name);
      Object.assign(file, { datasetGroup, datasets: { ...datasets, items: undefined, users: undefined } });
    });
    const resources = account.local.personalize
      .snapshot()
      .filter(({ type }) => REMOVABLE_TYPES.some((removable) => removable === type))
      .map(({ arn }) => arn);
    const removal = { resources, by: 'operator' };
    await startRun(account, { workflow: REMOVAL_WORKFLOW, trigger: PRUNE_TRIGGER, removal }, group);
    await account.settle();
  }
}

const SOLUTION = 'user-personalization-solution';
const CAMPAIGN = 'user-personalization-campaign';

/** Renames a file as Terraform does, while an upload of the same file waits for its lock. */
async function renameFile(account: Account): Promise<void> {
  await account.beginUpload('movies');
  await account.passSeconds(5);
  const [key, renamed] = [`train/${MOVIES}/config.json`, `train/${MOVIES}/renamed.json`];
  const { dataBucket: Bucket } = account.local.names;
  await account.beginUpload('movies');
  await account.passSeconds(5);
  await account.call('s3', 'CopyObject', { Bucket, Key: renamed, CopySource: `${Bucket}/${key}` });
  await account.passSeconds(60);
  await account.call('s3', 'DeleteObject', { Bucket, Key: key });
  await account.settle();
}

/**
 * Decides on a new version that the promotion rules hold back. The run before the decision fails early, so the decision must find out which
 * version has served until now. Then changes the version of a campaign as a person could, and requests deletions of users.
 */
async function decideOnVersions(account: Account): Promise<void> {
  await account.upload('movies');
  const solutionArn = account.local.aws.arn('personalize', `solution/${SOLUTION}`);
  await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
  await account.settle();
  await account.put(`train/${MOVIES}/users.csv`, 'no header\n');
  await account.uploadEdited('movies', MOVIES, ({ solutions }) => {
    for (const { serviceConfig, workflowConfig } of solutions)
      if (serviceConfig.name === SOLUTION && workflowConfig !== undefined)
        workflowConfig.promotion = { rules: [{ metric: 'coverage', minimum: 1 }] };
  });
  const { solutionVersions } = await account.call<{
    solutionVersions: { solutionVersionArn: string; creationDateTime: number }[];
  }>('personalize', 'ListSolutionVersions', { solutionArn });
  const [first, second] = [...solutionVersions].sort((one, other) => one.creationDateTime - other.creationDateTime);
  await decide(account, 'PROMOTE', second?.solutionVersionArn);
  await decide(account, 'ROLLBACK', first?.solutionVersionArn);
  const campaignArn = account.local.aws.arn('personalize', `campaign/${CAMPAIGN}`);
  await account.call('personalize', 'UpdateCampaign', { campaignArn, solutionVersionArn: second?.solutionVersionArn });
  await account.passDays(1);
  await account.put(`delete/${MOVIES}/refused.csv`, 'ID\n1\n');
  await account.put(`delete/${MOVIES}/users.csv`, 'USER_ID\n1\n');
  await account.settle();
}

async function decide(account: Account, action: 'PROMOTE' | 'ROLLBACK', version = ''): Promise<void> {
  const choice = { action, version, by: 'operator' };
  await startRun(account, { workflow: PROMOTION_WORKFLOW, trigger: PROMOTION_TRIGGER, solution: SOLUTION, choice });
  await account.settle();
}

/** Starts a run with the newest parameter file of a dataset group. */
async function startRun(
  account: Account,
  request: Omit<RunRequest, 'datasetGroup' | 'file'>,
  datasetGroup = MOVIES,
): Promise<void> {
  const { dataBucket: bucket, runStateMachineArn: stateMachineArn } = account.local.names;
  const key = `train/${datasetGroup}/config.json`;
  const { VersionId: versionId } = await account.call<{ VersionId: string }>('s3', 'HeadObject', {
    Bucket: bucket,
    Key: key,
  });
  const input: RunRequest = { datasetGroup, ...request, file: { bucket, key, versionId } };
  await account.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(input) });
}

/** Changes everything that can be updated in place, in Personalize and in a schedule. */
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
  await account.uploadEdited('shop', 'shop', ({ recommenders, metricAttribution, budget }) => {
    metricAttribution.serviceConfig.metrics.pop();
    budget.provisionedTpsHoursPerMonth *= 2;
    for (const { serviceConfig } of recommenders)
      serviceConfig.recommenderConfig = { minRecommendationRequestsPerSecond: 2 };
  });
}

/** Makes a resource of each type below fail, and then a solution. The next upload after a failure deletes the failed resource and creates it again. */
async function failEverything(account: Account): Promise<void> {
  const { personalize } = account.local;
  for (const type of [
    'dataset-group',
    'dataset',
    'event-tracker',
    'filter',
    'metric-attribution',
    'campaign',
    'recommender',
  ])
    personalize.failNext({ resource: `${type}/*`, reason: 'Internal service error.' });
  // A failed resource blocks the creation of its dependents, so their planned failures happen only at a later upload.
  for (let upload = 0; personalize.outstandingFailures().length > 0; upload += 1) {
    if (upload > UPLOADS) throw new Error(`After ${upload} uploads, not all planned failures have happened.`);
    await uploadAgain(account);
  }
  await uploadAgain(account);
  await failSolution(account);
}

async function uploadAgain(account: Account): Promise<void> {
  await account.upload('movies', 'shop');
  await account.passSeconds(60);
}

/** Makes Personalize report a solution as failed until it is deleted. In the local Personalize, only versions of solutions fail. */
async function failSolution(account: Account): Promise<void> {
  let deleted = false;
  await account.whileAnswering(
    async ({ call: { operation, input } }, perform) => {
      const answer = await perform();
      if (operation === 'DeleteSolution') deleted = true;
      if (operation !== 'DescribeSolution' || deleted || !String(input.solutionArn).endsWith('/sims-solution'))
        return answer;
      const { solution } = answer as { readonly solution: object };
      return { solution: { ...solution, status: 'CREATE FAILED' } };
    },
    () => account.upload('movies'),
  );
}

/** Makes fallbacks necessary: first the function that notifies of results fails, then the targets of schedules fail. */
async function loseMessages(account: Account): Promise<void> {
  await account.whileAnswering(
    async ({ call: { operation, input } }, perform) => {
      if (operation === 'Invoke' && String(input.FunctionName).includes('end-run')) throw permanentError();
      return perform();
    },
    async () => {
      await account.upload('movies');
      account.local.personalize.failNext({ resource: 'data-deletion-job/*', reason: 'Simulated failure.' });
      await account.put(`delete/${MOVIES}/users.csv`, 'USER_ID\n1\n');
      await account.settle();
      // The work of this upload is in progress when its run is stopped.
      await account.beginUpload('shop');
      await account.passSeconds(60);
      await account.stopAll('run');
      await account.settle();
    },
  );
  // The nightly check counts the ends of the deletion and of the stopped run as lost, six hours later at the earliest.
  await account.passDays(2);
  await account.whileAnswering(
    async ({ call: { operation }, caller }, perform) => {
      const starts = operation === 'StartExecution' || operation === 'Invoke';
      if (starts && caller.kind === 'role' && /-(scheduler|reconciliation)-/.test(caller.roleName))
        throw permanentError();
      return perform();
    },
    () => account.passDays(1),
  );
}

/**
 * Uploads a file with changed tasks, while runs can write neither tasks nor schedules. The nightly reconciliation must
 * write them from the file in force.
 */
async function loseSchedules(account: Account): Promise<void> {
  await account.upload('movies');
  await account.whileAnswering(
    async ({ service, call: { operation, input }, caller }, perform) => {
      // Reads of tasks in the record table succeed, because they also happen before the file is put in force.
      const isTaskWrite = operation === 'UpdateItem' && JSON.stringify(input).includes('task#');
      const isOfTasks = service === 'scheduler' || (service === 'dynamodb' && isTaskWrite);
      const isMeant = isOfTasks && caller.kind === 'role' && caller.roleName.includes('ensure-resources');
      if (isMeant) throw permanentError();
      return perform();
    },
    () =>
      account.uploadEdited('movies', MOVIES, ({ solutions = [] }) => {
        const schedules = { full: 'cron(0 5 * * ? *)', update: 'cron(0 6 * * ? *)' };
        for (const { serviceConfig, ...section } of solutions) {
          const isTrained = serviceConfig.name === SOLUTION;
          Object.assign(section.workflowConfig ?? {}, { schedules: isTrained ? schedules : {} });
        }
      }),
  );
  await account.passDays(1);
}

/** Stops runs while they start trainings: the run of an upload, then two runs that waited for its locks. */
async function stopTrainings(account: Account): Promise<void> {
  let starting = 0;
  const waitFor = async (count: number) => {
    for (let poll = 0; starting < count; poll += 1) {
      if (poll > POLLS) throw new Error(`${starting} of ${count} trainings started within two days.`);
      await account.passSeconds(5);
    }
    starting = 0;
  };
  await account.whileAnswering(
    async ({ call: { operation } }, perform) => {
      if (operation !== 'CreateSolutionVersion') return perform();
      starting += 1;
      await account.local.clock.sleep(SLOW_START);
      return perform();
    },
    async () => {
      await account.beginUpload('movies');
      await waitFor(1);
      await account.stopAll('run');
      for (const solution of [SOLUTION, 'sims-solution'])
        await startRun(account, {
          workflow: 'solution-maintenance',
          trigger: 'manual',
          solution,
          trainingMode: 'FULL',
        });
      await waitFor(2);
      // The runs of the stopped executions then fail, and the next run takes over their locks.
      await account.stopAll('ensure-resources');
      await account.settle();
    },
  );
  await account.upload('movies');
}

/** Makes an error that is not retried. */
function permanentError(): ServiceError {
  return new ServiceError('InvalidRequestContentException', 'Simulated failure.');
}
