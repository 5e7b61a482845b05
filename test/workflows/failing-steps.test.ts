import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { aslFiles } from '../support/asl-files';
import { type Machine, type State, statesOf } from '../support/machine';
import { completeSample, withChecks } from '../support/sample';
import { withEditedMachine } from './support/edited-machine';

const { openQuick, shared } = accounts();

const BROKEN = "{% $error('broken on purpose') %}";

/** For each state type, a field whose expression is evaluated whenever the state is entered. */
const BREAKING: Readonly<Record<string, (state: State) => object>> = {
  Task: () => ({ Arguments: BROKEN }),
  Pass: () => ({ Output: BROKEN }),
  Succeed: () => ({ Output: BROKEN }),
  Map: () => ({ Items: BROKEN }),
  Parallel: () => ({ Arguments: BROKEN }),
  Wait: () => ({ Seconds: BROKEN }),
  Choice: ({ Choices = [] }) => ({ Choices: Choices.map((rule) => ({ ...rule, Condition: BROKEN })) }),
};

/** States that a run without errors does not enter. A failure in them would be a second failure. */
const ONLY_AFTER_TROUBLE = /^(Summarize |Write the notification|Notify )| failed$/;

/** States that a run enters only if it has nothing to do, for example because another run is in progress. */
const ONLY_BESIDE_OTHERS = ['There is nothing to run'];

/** States that are only entered after days of work, or when a check breaks. */
const RARE = ['Another execution continues', 'The check broke'];

/**
 * States of `run` between and after its Task states. Only the alarm reports their failures. Their expressions only compare
 * results of this project's functions.
 */
const REPORTED_BY_ALARM = [
  'Is there anything to run?',
  'Is the work done?',
  'Did the run succeed?',
  'The run succeeded',
];

const STEPS_OF_MACHINES = aslFiles().flatMap((file) =>
  [...statesOf(JSON.parse(file.text) as Machine)].map(({ name }) => [file.machine, name] as const),
);

const TESTED = STEPS_OF_MACHINES.filter(
  ([machine, name]) =>
    !ONLY_AFTER_TROUBLE.test(name) &&
    ![...ONLY_BESIDE_OTHERS, ...RARE].includes(name) &&
    !(machine === 'run' && REPORTED_BY_ALARM.includes(name)),
);

/** A sample with a check of every row, which is a separate step. */
const checkedSample = (group: string) => withChecks(completeSample(group), { minimumRows: 1 });

function breakState(name: string) {
  return (definition: Machine) => {
    for (const found of statesOf(definition)) {
      if (found.name === name) Object.assign(found.state, BREAKING[found.state.Type]?.(found.state));
    }
  };
}

/** An account for the uploads of all tests. Each upload has its own dataset group. */
const forUploads = shared(async () => {
  const account = await openQuick();
  account.local.personalize.setQuota('datasetGroup', TESTED.length);
  return account;
});

/** Notifications of failed runs of the dataset group. */
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
  test('is tested for every state that a run enters, except for those whose failures only the alarm reports', async () => {
    // Prepare
    const entered = new Set<string>();
    const account = await openQuick();
    account.local.stepFunctions.onEvent((event) => {
      if (event.kind === 'stateEntered')
        entered.add(`${event.execution.stateMachine.name.replace('personalize-', '')}: ${event.state}`);
    });

    // Act
    await account.run(checkedSample('working'));

    // Assess
    const tested = new Set(TESTED.map(([machine, name]) => `${machine}: ${name}`));
    const exempt = REPORTED_BY_ALARM.map((name) => `run: ${name}`);
    expect([...entered].filter((name) => !tested.has(name) && !exempt.includes(name))).toEqual([]);
    expect([...tested].filter((name) => !entered.has(name))).toEqual([]);
  });

  test.each(TESTED)(
    'in state machine %s at state "%s" is reported once, with the name of the state',
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
});
