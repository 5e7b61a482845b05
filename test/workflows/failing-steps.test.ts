import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { aslFiles } from '../support/asl-files';
import { type Machine, type State, statesOf } from '../support/machine';
import { completeSample, type Sample, sample, withChecks } from '../support/sample';
import { withEditedMachine } from './support/edited-machine';

const { openQuick, shared } = accounts();

const BROKEN = "{% $error('broken on purpose') %}";

/** By state type, a field with an expression that is evaluated whenever the state is entered. */
const BREAKING: Readonly<Record<string, (state: State) => object>> = {
  Task: () => ({ Arguments: BROKEN }),
  Pass: () => ({ Output: BROKEN }),
  Succeed: () => ({ Output: BROKEN }),
  Map: () => ({ Items: BROKEN }),
  Parallel: () => ({ Arguments: BROKEN }),
  Wait: () => ({ Seconds: BROKEN }),
  Choice: ({ Choices = [] }) => ({ Choices: Choices.map((rule) => ({ ...rule, Condition: BROKEN })) }),
};

/** States that a run without errors does not enter. A failure in them would be a second one. */
const ONLY_AFTER_TROUBLE =
  /^(Explain |Name the steps|Cut the reason|Summarize |Write the notification|Notify )| failed$/;

/** States that need another run at the same time, or a quota that is reached. */
const ONLY_BESIDE_OTHERS = [
  'Wait for the lock',
  'Wait for the training quota',
  'Superseded by a newer upload',
  'There is nothing to run',
];

/**
 * States of `run` between its tasks, whose failure only the alarm reports. Their expressions only compare responses of this project's
 * functions.
 */
const WITHOUT_ANYBODY = ['Is there anything to run?', 'Did the run succeed?', 'The run succeeded'];

/** States whose work the end of the upload's run repeats, or that only save steps: their failure holds up nothing, and the run succeeds. */
const REPEATED = ['Set the schedules of imports', "Set the solutions' schedules", 'Group the solutions'];
const AFTER_REPEATED = ['The schedules are set later'];

const STEPS_OF_MACHINES = aslFiles().flatMap((file) =>
  [...statesOf(JSON.parse(file.text) as Machine)].map(({ name }) => [file.machine, name] as const),
);

const TESTED = STEPS_OF_MACHINES.filter(
  ([machine, name]) =>
    !ONLY_AFTER_TROUBLE.test(name) &&
    ![...ONLY_BESIDE_OTHERS, ...REPEATED, ...AFTER_REPEATED].includes(name) &&
    !(machine === 'run' && WITHOUT_ANYBODY.includes(name)),
);

const REPEATED_STEPS = STEPS_OF_MACHINES.filter(([, name]) => REPEATED.includes(name));

/** What starts the machines that no upload of a parameter file starts: an operator's decision, schedules, a csv of users. */
const AFTERWARDS: Readonly<Record<string, (account: Account, file: Sample) => Promise<void>>> = {
  'solution-promotion': decide,
  'batch-inference': passTheNight,
  'batch-segment': passTheNight,
  'recommender-operation': passTheNight,
  'data-deletion': deleteUser,
};

/** Every row of its data is checked, which is a step of its own. */
const checkedSample = (group: string) => withChecks(completeSample(group), { minimumRows: 1 });

function sampleWithSchedules(group: string): Sample {
  const file = checkedSample(group);
  for (const { batchInferenceJobs = [], batchSegmentJobs = [] } of file.solutions)
    for (const job of [...batchInferenceJobs, ...batchSegmentJobs])
      job.workflowConfig = { schedule: 'cron(0 3 * * ? *)' };
  return file;
}

/** Only a dataset group with a domain has recommenders. */
function sampleThatRests(group: string): Sample {
  const file = sample(group);
  file.datasetGroup.serviceConfig.domain = 'VIDEO_ON_DEMAND';
  const { schema } = file.datasets.interactions ?? {};
  if (schema !== undefined) schema.serviceConfig.domain = 'VIDEO_ON_DEMAND';
  const recipeArn = 'arn:aws:personalize:::recipe/aws-vod-trending-now';
  const workflowConfig = { schedules: { stop: 'cron(0 3 * * ? *)' } };
  const recommenders = [{ serviceConfig: { name: `${group}-recommender`, recipeArn }, workflowConfig }];
  return Object.assign(file, { recommenders, solutions: [] });
}

async function deleteUser(account: Account, file: Sample): Promise<void> {
  await account.put({ [`delete/${nameOf(file)}/users.csv`]: 'USER_ID\nuser-7\n' });
  await account.settle();
}

async function decide(account: Account, file: Sample): Promise<void> {
  await account.choose(nameOf(file), file.solutions[0]?.serviceConfig.name ?? '', 'PROMOTE');
  await account.settle();
}

async function passTheNight(account: Account): Promise<void> {
  await account.waitForHour(4);
  await account.settle();
}

function nameOf(file: Sample): string {
  return file.datasetGroup.serviceConfig.name;
}

function breakState(name: string) {
  return (definition: Machine) => {
    for (const found of statesOf(definition)) {
      if (found.name === name) Object.assign(found.state, BREAKING[found.state.Type]?.(found.state));
    }
  };
}

/** For the uploads of all tests, each of a dataset group of its own. */
const forUploads = shared(async () => {
  const account = await openQuick();
  account.local.personalize.setQuota('datasetGroup', TESTED.length);
  return account;
});

/** With what starts the other machines, once for all tests: a dataset group with schedules at night, and one whose recommender rests. */
const WORKING = sampleWithSchedules('working');
const RESTING = sampleThatRests('resting');
const uploaded = shared(async () => {
  const account = await openQuick();
  for (const file of [WORKING, RESTING]) await account.run(file);
  return account;
});

/** What has been sent of the failure of a run of the dataset group. */
function failuresOf(account: Account, group: string) {
  return account.local.sns.messages().filter(({ subject }) => subject?.startsWith(`FAILED ${group}: `));
}

function assertNotified(sent: ReturnType<typeof failuresOf>, datasetGroup: string, name: string): void {
  expect(sent.map(({ attributes }) => attributes)).toMatchObject([{ status: 'FAILED', datasetGroup }]);
  for (const { message } of sent) {
    for (const protocol of ['email', 'sqs']) expect(message[protocol] ?? message.default).toContain(name);
    expect((JSON.parse(message.sqs ?? '') as { status: string }).status).toBe('UPDATE FAILED');
  }
}

describe('a step that fails', () => {
  test('is tested for every state that a run enters, except those listed here', async () => {
    // Prepare
    const entered = new Set<string>();
    const account = await openQuick();
    account.local.stepFunctions.onEvent((event) => {
      if (event.kind === 'stateEntered')
        entered.add(`${event.execution.stateMachine.name.replace('personalize-', '')}: ${event.state}`);
    });

    // Act
    for (const file of [WORKING, RESTING]) await account.run(file);
    await decide(account, WORKING);
    await deleteUser(account, WORKING);
    await passTheNight(account);

    // Assess
    const tested = new Set(TESTED.map(([machine, name]) => `${machine}: ${name}`));
    const exempt = [...WITHOUT_ANYBODY.map((name) => `run: ${name}`), ...REPEATED_STEPS.map((step) => step.join(': '))];
    expect([...entered].filter((name) => !tested.has(name) && !exempt.includes(name))).toEqual([]);
    expect([...tested].filter((name) => !entered.has(name))).toEqual([]);
  });

  test.each(REPEATED_STEPS)('of %s at "%s" is made good at the end of the upload', async (machine, name) => {
    // Prepare
    const account = await forUploads();
    const group = `repeated-${REPEATED.indexOf(name)}`;

    // Act
    await withEditedMachine(account, machine, breakState(name), () => account.run(sampleWithSchedules(group)));

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect((await account.scheduleNames()).filter((schedule) => schedule.includes(group))).toHaveLength(2);
  });

  test.each(TESTED.filter(([machine]) => AFTERWARDS[machine] === undefined))(
    'of %s at "%s" is notified once, by its name',
    async (machine, name) => {
      // Prepare
      const account = await forUploads();
      const group = `group-${TESTED.findIndex((tested) => tested[0] === machine && tested[1] === name)}`;

      // Act
      await withEditedMachine(account, machine, breakState(name), () => account.run(checkedSample(group)));

      // Assess
      assertNotified(failuresOf(account, group), group, name);
    },
  );

  test.each(TESTED.filter(([machine]) => AFTERWARDS[machine] !== undefined))(
    'of %s at "%s" is notified once after the upload, by its name',
    async (machine, name) => {
      // Prepare
      const account = await uploaded();
      const file = machine === 'recommender-operation' ? RESTING : WORKING;
      const before = failuresOf(account, nameOf(file)).length;

      // Act
      await withEditedMachine(account, machine, breakState(name), async () => AFTERWARDS[machine]?.(account, file));

      // Assess
      assertNotified(failuresOf(account, nameOf(file)).slice(before), nameOf(file), name);
    },
  );
});
