import type { Aws } from '../../../local/aws';
import { Dice } from '../../../local/faults/dice';
import { Faults } from '../../../local/faults/faults';
import { FAULT_RATES, type FaultKind } from '../../../local/faults/rates';
import { Visibility } from '../../../local/faults/visibility';
import { LocalAws } from '../../../local/local-aws';
import { Random } from '../../../local/random';

const FUNCTION = { kind: 'role', roleName: 'personalize-plan-function', session: 'plan' } as const;

/** Faults of one kind, scaled so that it befalls every call that it can. */
function certain(kind: FaultKind) {
  const local = new LocalAws({ seed: 1 });
  const faults = new Faults(local, { kinds: [kind], scale: 1 / FAULT_RATES[kind] });
  return { local, faults };
}

/** Calls as a state machine's role; what the service itself answers does not matter. */
function asRole(aws: Aws) {
  return aws.call('lambda', 'Invoke', { FunctionName: 'missing' }, FUNCTION);
}

describe('Faults', () => {
  it.each([
    ['throttled', 'TooManyRequestsException'],
    ['failed', 'ServiceException'],
  ] as const)('let a call be %s', async (kind, code) => {
    // Prepare
    const { local, faults } = certain(kind);

    // Act
    const call = asRole(local.aws);

    // Assess
    await expect(call).rejects.toMatchObject({ code });
    expect(faults.counts().get(kind)).toBe(1);
  });

  it('leave the calls of people alone', async () => {
    // Prepare
    const { local } = certain('throttled');

    // Act
    const answer = await local.aws.call('personalize', 'ListDatasetGroups', {});

    // Assess
    expect(answer).toEqual({ datasetGroups: [] });
  });

  it('stop when they are told to', async () => {
    // Prepare
    const { local, faults } = certain('throttled');

    // Act
    faults.stop();

    // Assess
    await expect(asRole(local.aws)).rejects.not.toMatchObject({ code: 'TooManyRequestsException' });
  });
});

describe('Visibility', () => {
  it('hides what was just created from Describe and List, for some seconds', async () => {
    // Prepare
    const { clock, aws } = new LocalAws({ seed: 1 });
    const dice = new Dice(new Random(1), new Set(['notYetVisible']), 2);
    const visibility = new Visibility(clock, dice);
    const through = (operation: string, input: Readonly<Record<string, unknown>>) =>
      visibility.show({ operation, input }, () => aws.call('personalize', operation, input));

    // Act
    const { datasetGroupArn } = (await through('CreateDatasetGroup', { name: 'new' })) as {
      readonly datasetGroupArn: string;
    };

    // Assess
    await expect(through('DescribeDatasetGroup', { datasetGroupArn })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    expect(await through('ListDatasetGroups', {})).toEqual({ datasetGroups: [] });
    await clock.advanceTo(clock.now() + 10_000);
    await expect(through('DescribeDatasetGroup', { datasetGroupArn })).resolves.toBeDefined();
  });
});
