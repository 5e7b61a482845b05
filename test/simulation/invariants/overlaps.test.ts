import {
  endedRunsChangeNothing,
  importsOfRunsNeverOverlap,
  runsNeverOverlap,
} from '../../../simulation/invariants/overlaps';
import { RunWorld } from '../simulate/run-world';

const solutionArn = 'arn:aws:personalize:us-east-1:123456789012:solution/top';
const solutionVersionArn = `${solutionArn}/1`;
const SCHEDULED = { trigger: 'solution-maintenance-full-top' };

type Ask = readonly [run: string, operation: string, input: object];

/** Begins two runs, which make these requests in this order. @param second input of the second run. @returns the violations */
function ask(second: object, ...asks: readonly Ask[]): readonly string[] {
  const world = new RunWorld(runsNeverOverlap);
  world.begin('one');
  world.begin('two', second);
  for (const each of asks) world.ask(...each);
  return world.broken;
}

describe('the invariant that two uploads, or two runs on a solution, do not interleave their changes', () => {
  it.each([
    [
      'two uploads of a dataset group',
      ask({}, ['one', 'CreateFilter', {}], ['two', 'CreateFilter', {}], ['one', 'CreateCampaign', {}]),
    ],
    [
      'two runs on a solution',
      ask(
        SCHEDULED,
        ['one', 'CreateSolutionVersion', { solutionArn }],
        ['two', 'CreateSolutionVersion', { solutionArn }],
        ['one', 'CreateCampaign', { solutionVersionArn }],
      ),
    ],
  ])('is violated if %s interleave', (_what, broken) => {
    expect(broken).toEqual([expect.stringContaining('by one, after two had begun')]);
  });

  it.each([
    [
      'two uploads one after the other',
      ask({}, ['one', 'CreateFilter', {}], ['one', 'CreateFilter', {}], ['two', 'CreateCampaign', {}]),
    ],
    [
      'uploads of two dataset groups',
      ask(
        { datasetGroup: 'other' },
        ['one', 'CreateFilter', {}],
        ['two', 'CreateFilter', {}],
        ['one', 'CreateFilter', {}],
      ),
    ],
    [
      "an operator's decision during a training",
      ask(
        { trigger: 'promotion' },
        ['one', 'CreateSolutionVersion', { solutionArn }],
        ['two', 'UpdateCampaign', { solutionVersionArn }],
        ['one', 'UpdateCampaign', { solutionVersionArn }],
      ),
    ],
  ])('allows %s', (_what, broken) => {
    expect(broken).toEqual([]);
  });
});

describe('the invariant that imports of two runs do not overlap', () => {
  it.each([
    ['allows an import of another run after the first import has ended', 'two', 'ACTIVE', 0],
    ['is violated by an import of another run during the first import', 'two', 'CREATE IN_PROGRESS', 1],
    ['allows another import of the same run during the first import', 'one', 'CREATE IN_PROGRESS', 0],
  ])('%s', (_what, run, status, count) => {
    // Prepare
    const world = new RunWorld(importsOfRunsNeverOverlap);
    world.begin('one');
    world.begin('two', SCHEDULED);

    // Act
    world.ask('one', 'CreateDatasetImportJob', { jobName: 'first' });
    world.resources.push({ type: 'datasetImportJob', name: 'first', arn: 'arn:first', status, createdAt: 0 });
    world.ask(run, 'CreateDatasetImportJob', { jobName: 'second' });

    // Assess
    expect(world.broken).toHaveLength(count);
  });
});

describe('the invariant that ended runs change nothing', () => {
  it.each([
    ['allows a call 15 minutes after the end', 15, []],
    ['is violated by a call 16 minutes after the end', 16, ['CreateCampaign by one, 960 s after its end']],
  ])('%s', (_, minutes, expected) => {
    // Prepare
    const world = new RunWorld(endedRunsChangeNothing);
    world.begin('one');
    world.end('one', 'ABORTED');

    // Act
    world.now += minutes * 60_000;
    world.ask('one', 'CreateCampaign', {});

    // Assess
    expect(world.broken).toEqual(expected);
  });
});
