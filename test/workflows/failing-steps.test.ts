import { STEPS } from '../../local-aws/services/personalize/durations';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { aslFiles } from '../support/asl-files';
import { type Machine, type State, statesOf } from '../support/machine';
import { completeSample, type Sample, sample, withChecks } from '../support/sample';
import { type StackJson, withEdited } from './support/edited-stack';

const { stackFile } = accounts();

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
  'Superseded by a newer upload',
  'There is nothing to run',
  'The training quota is reached',
  'Wait for training capacity',
];

/**
 * States of `run` between its tasks, whose failure only the alarm reports. Their expressions only compare responses of this project's
 * functions.
 */
const WITHOUT_ANYBODY = ['Is there anything to run?', 'Did the run succeed?', 'The run succeeded'];

/** States whose work the end of the upload's run repeats: their failure holds up nothing, and the run succeeds. */
const REPEATED = ['Set the schedules of imports', "Set the solution's schedules"];
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

/** A small group in which each step takes Personalize ten seconds, with an upload and then a night of schedules. */
async function openEdited(edit: (stack: StackJson) => void): Promise<Account> {
  return withEdited(stackFile, edit, async (edited) => {
    const account = await Account.open(edited);
    for (const step of STEPS) account.local.personalize.setDuration(step, 10);
    return account;
  });
}

/** Every row of its data is checked, which is a step of its own. */
const checkedSample = () => withChecks(completeSample(), { minimumRows: 1 });

function sampleWithSchedules(): Sample {
  const file = checkedSample();
  for (const { batchInferenceJobs = [], batchSegmentJobs = [] } of file.solutions)
    for (const job of [...batchInferenceJobs, ...batchSegmentJobs])
      job.workflowConfig = { schedule: 'cron(0 3 * * ? *)' };
  return file;
}

/** Only a dataset group with a domain has recommenders. */
function sampleThatRests(): Sample {
  const file = sample();
  file.datasetGroup.serviceConfig.domain = 'VIDEO_ON_DEMAND';
  const { schema } = file.datasets.interactions ?? {};
  if (schema !== undefined) schema.serviceConfig.domain = 'VIDEO_ON_DEMAND';
  const recipeArn = 'arn:aws:personalize:::recipe/aws-vod-trending-now';
  const workflowConfig = { schedules: { stop: 'cron(0 3 * * ? *)' } };
  const recommenders = [{ serviceConfig: { name: 'small-recommender', recipeArn }, workflowConfig }];
  return Object.assign(file, { recommenders, solutions: [] });
}

function fileFor(machine: string): Sample {
  if (machine === 'recommender-operation') return sampleThatRests();
  return AFTERWARDS[machine] === passTheNight ? sampleWithSchedules() : checkedSample();
}

async function deleteUser(account: Account): Promise<void> {
  await account.put({ 'delete/small/users.csv': 'USER_ID\nuser-7\n' });
  await account.settle();
}

async function decide(account: Account, file: Sample): Promise<void> {
  await account.choose(file.datasetGroup.serviceConfig.name, file.solutions[0]?.serviceConfig.name ?? '', 'PROMOTE');
  await account.settle();
}

async function passTheNight(account: Account): Promise<void> {
  await account.waitForHour(4);
  await account.settle();
}

function editDefinition({ resource }: StackJson, machine: string, edit: (definition: Machine) => void): void {
  const body = resource.aws_sfn_state_machine?.[machine.replaceAll('-', '_')];
  if (body === undefined) throw new Error(`There is no state machine ${machine}.`);
  const definition = JSON.parse(String(body.definition)) as Machine;
  edit(definition);
  body.definition = JSON.stringify(definition);
}

function breakState(name: string) {
  return (definition: Machine) => {
    for (const found of statesOf(definition)) {
      if (found.name === name) Object.assign(found.state, BREAKING[found.state.Type]?.(found.state));
    }
  };
}

describe('a step that fails', () => {
  test('is tested for every state that a run enters, except those listed here', async () => {
    // Prepare
    const entered = new Set<string>();

    // Act
    for (const file of [sampleWithSchedules(), sampleThatRests()]) {
      const account = await openEdited(() => undefined);
      account.local.stepFunctions.onEvent((event) => {
        if (event.kind === 'stateEntered')
          entered.add(`${event.execution.stateMachine.name.replace('personalize-', '')}: ${event.state}`);
      });
      await account.run(file);
      if (file.solutions.length > 0) await decide(account, file);
      await deleteUser(account);
      await passTheNight(account);
    }

    // Assess
    const tested = new Set(TESTED.map(([machine, name]) => `${machine}: ${name}`));
    const exempt = [...WITHOUT_ANYBODY.map((name) => `run: ${name}`), ...REPEATED_STEPS.map((step) => step.join(': '))];
    expect([...entered].filter((name) => !tested.has(name) && !exempt.includes(name))).toEqual([]);
    expect([...tested].filter((name) => !entered.has(name))).toEqual([]);
  });

  test.each(REPEATED_STEPS)('of %s at "%s" is made good at the end of the upload', async (machine, name) => {
    // Prepare
    const account = await openEdited((json) => editDefinition(json, machine, breakState(name)));
    const file = sampleWithSchedules();

    // Act
    await account.run(file);

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(await account.scheduleNames()).toHaveLength(2);
  });

  test.each(TESTED)('of %s at "%s" is notified once, by its name', async (machine, name) => {
    // Prepare
    const account = await openEdited((json) => editDefinition(json, machine, breakState(name)));
    const file = fileFor(machine);
    const begin = AFTERWARDS[machine];

    // Act
    await account.run(file);
    const notifiedOfUpload = begin === undefined ? 0 : account.local.sns.messages().length;
    await begin?.(account, file);

    // Assess
    const messages = account.local.sns
      .messages()
      .slice(notifiedOfUpload)
      .filter(({ subject }) => subject?.startsWith('FAILED small: '));
    expect(notifiedOfUpload).toBe(begin === undefined ? 0 : 1);
    expect(messages).toHaveLength(1);
    const [sent] = messages;
    expect(sent?.attributes).toMatchObject({ status: 'FAILED', datasetGroup: 'small' });
    for (const protocol of ['email', 'sqs']) {
      expect(sent?.message[protocol] ?? sent?.message.default).toContain(name);
    }
    expect((JSON.parse(sent?.message.sqs ?? '') as { status: string }).status).toBe('UPDATE FAILED');
  });
});
