import { scan } from '../../../local/pages';
import { usageIsTheForecast } from '../../../simulation/invariants/forecast';
import { csv } from '../../../simulation/simulate/data';
import { csvKey, parameterFileKey } from '../../../simulation/simulate/names';
import { PARAMETER_VALUES, parameterFile } from '../../../simulation/simulate/parameter-file';
import type { Edition } from '../../../simulation/simulate/scenario';
import type { World } from '../../../simulation/simulate/world';
import { accounts } from '../../support/accounts';
import { plainGroup } from '../simulate/plain-group';

const NAME = 'simulated-0';
const DAY = 86_400_000;
const EDITION: Edition = { solutions: 1, campaign: true, minProvisionedTPS: 2, filter: false, schedules: 'monthly' };
const GROUP = plainGroup(EDITION);

const { openQuick } = accounts();

/** A world whose month has only four days. An import, a full training and an UPDATE are due in them. */
async function prepare() {
  const account = await openQuick({ parameter_values: PARAMETER_VALUES });
  const { local } = account;
  const from = local.clock.now();
  await account.put({
    [csvKey(NAME, 'interactions')]: csv('interactions', 0),
    [parameterFileKey(NAME)]: parameterFile(NAME, GROUP, EDITION),
  });
  const notes: string[] = [];
  const manualVersions = new Set<string>();
  const ofType = (type: string) => local.personalize.snapshot().filter((each) => each.type === type);
  const world = {
    local,
    month: { from, to: from + 4 * DAY },
    teams: [{ name: NAME, group: GROUP, edition: EDITION }],
    scenario: { steps: [] },
    log: { note: (_: string, text: string) => notes.push(text) },
    manualVersions,
    ofType,
  } as unknown as World;
  return {
    local,
    notes,
    pass: (days: number) => local.clock.advanceTo(local.clock.now() + days * DAY),
    train: async (isNoted: boolean) => {
      const [solution] = ofType('solution');
      const { solutionVersionArn } = (await local.aws.call('personalize', 'CreateSolutionVersion', {
        solutionArn: solution?.arn,
      })) as { readonly solutionVersionArn: string };
      if (isNoted) manualVersions.add(solutionVersionArn);
    },
    check: async () => {
      const broken: string[] = [];
      await usageIsTheForecast.rested?.(world, (what) => broken.push(what));
      return broken;
    },
  };
}

describe('the invariant that the usage of a month is its forecast', () => {
  it('states what was forecast and used, and holds if a run used less because it had nothing to do', async () => {
    // Prepare
    const world = await prepare();
    await world.pass(4);

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual([]);
    expect(world.notes).toEqual([
      'imports: 2 forecast, 1 used, 0 more by operators, 1 reported as created; scheduled runs: UNCHANGED 1',
      `trainings of '${NAME}-solution-0': 3 forecast, 2 used, 0 more by operators, 2 reported as created; scheduled runs: SUCCEEDED 1, UNCHANGED 1`,
      'batch jobs: 0 forecast, 0 used, 0 more by operators, 0 reported as created; scheduled runs: none',
      expect.stringMatching(
        /^campaign '.*': 192 TPS-hours forecast, 191\.\d+ of them since it was created, 191\.\d+ used$/,
      ),
    ]);
  });

  it.each([
    { title: 'holds with two more trainings by an operator', isNoted: true, broken: [] },
    {
      title: 'is violated by two more trainings that are not noted as manual',
      isNoted: false,
      broken: [expect.stringContaining('3 forecast, 4 used, 0 more by operators')],
    },
  ])('$title', async ({ isNoted, broken }) => {
    // Prepare
    const world = await prepare();
    await world.pass(2);
    await world.train(isNoted);
    await world.train(isNoted);
    await world.pass(2);

    // Act and assess
    expect(await world.check()).toEqual(broken);
  });

  it('is violated by a run that never began, and by a training that is reported as created but does not exist', async () => {
    // Prepare
    const world = await prepare();
    await world.pass(4);
    const { aws, names } = world.local;
    const items = await scan<Readonly<Record<string, { readonly S: string }>>>(aws, names.recordTable);
    const TableName = names.recordTable;
    const full = items.find(({ item }) => item?.S.includes('#solution-maintenance-full-'));
    const { datasetGroup, item } = full ?? {};
    await aws.call('dynamodb', 'DeleteItem', { TableName, Key: { datasetGroup, item } });
    const created = items.filter(({ result }) => result?.S === 'CREATED');
    const result = created.find(({ arn }) => arn?.S.includes('-solution-0/'));
    await aws.call('dynamodb', 'PutItem', { TableName, Item: { ...result, item: { S: `${result?.item?.S}again` } } });

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual([
      expect.stringContaining('2 used, 0 more by operators, 3 reported as created'),
      expect.stringContaining('runs are missing'),
    ]);
  });
});
