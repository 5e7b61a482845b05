import {
  choicesMoveOnce,
  decisionsFollowRules,
  heldVersionsSuffice,
  onlyPromotedVersionsServe,
  runsTrainOnce,
} from '../../../simulation/invariants/promotion';
import { PromotionWorld, RULES, SOLUTION, version } from './promotion-world';

const COVERAGE = { 1: 0.4, 2: 0.2 };
const EVE = 'user/eve';
const FAILED = [{ metric: 'coverage', candidate: 0.2, serving: 0.4, passed: false }];

describe('the invariant that only promoted versions are used', () => {
  /** A world in which version 1 is promoted and version 2 is held. */
  function prepare(promotion = RULES): PromotionWorld {
    const world = new PromotionWorld(onlyPromotedVersionsServe, COVERAGE, promotion);
    world.begin();
    world.decide({ number: 1, decision: 'PROMOTED' }, 1);
    world.decide({ number: 2, decision: 'HELD', comparedWith: 1, verdicts: FAILED }, 1);
    return world;
  }

  it.each(['CreateCampaign', 'UpdateCampaign', 'CreateBatchInferenceJob', 'CreateBatchSegmentJob'])(
    'is violated by %s with a held version, but not with the promoted version',
    (operation) => {
      // Prepare
      const world = prepare();

      // Act
      for (const number of [1, 2]) world.use(operation, { solutionVersionArn: version(number) });

      // Assess
      expect(world.broken).toEqual([`${operation} uses ${version(2)}, which is HELD`]);
    },
  );

  it('is violated by a version without a decision', () => {
    // Prepare
    const world = prepare();

    // Act
    world.use('UpdateCampaign', { solutionVersionArn: version(3) });

    // Assess
    expect(world.broken).toEqual([expect.stringContaining('not decided on')]);
  });

  it('allows a held version after an operator promoted it', () => {
    // Prepare
    const world = prepare();
    world.decide({ number: 2, decision: 'PROMOTED', by: EVE, comparedWith: 1 }, 2);

    // Act
    world.use('UpdateCampaign', { solutionVersionArn: version(2) });

    // Assess
    expect(world.broken).toEqual([]);
  });

  it('allows every version if the file has no rules', () => {
    // Prepare
    const world = new PromotionWorld(onlyPromotedVersionsServe, COVERAGE, null);
    world.begin();

    // Act
    world.use('UpdateCampaign', { solutionVersionArn: version(2) });

    // Assess
    expect(world.broken).toEqual([]);
  });
});

describe('the invariant that decisions follow the rules of the file', () => {
  it('holds for decisions that the file and the metrics explain', async () => {
    // Prepare
    const world = new PromotionWorld(decisionsFollowRules, COVERAGE);
    world.begin();
    world.decide({ number: 1, decision: 'PROMOTED' }, 1);
    world.decide({ number: 2, decision: 'HELD', comparedWith: 1, verdicts: FAILED }, 1);

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual([]);
  });

  it('does not judge a decision on a version that no longer exists', async () => {
    // Prepare
    const deleted = 3;
    const world = new PromotionWorld(decisionsFollowRules, COVERAGE);
    world.begin();
    world.decide({ number: 1, decision: 'PROMOTED' }, 1);
    world.decide({ number: 2, decision: 'HELD', comparedWith: 1, verdicts: FAILED }, 1);

    // Act
    world.decide({ number: deleted, decision: 'HELD', comparedWith: 1 }, 1);

    // Assess
    expect(await world.check()).toEqual([]);
  });

  it.each<[string, Parameters<PromotionWorld['decide']>, string]>([
    [
      'a promotion that the rules do not allow',
      [{ number: 2, decision: 'PROMOTED', comparedWith: 1 }, 2],
      'expected was HELD',
    ],
    [
      'a verdict whose values are not the metrics of the version',
      [{ number: 2, decision: 'HELD', comparedWith: 1, verdicts: [{ ...FAILED[0], candidate: 0.1 }] }, 1],
      'has a verdict on other values',
    ],
    [
      'a held version without a failed verdict',
      [{ number: 2, decision: 'HELD', comparedWith: 1 }, 1],
      'is not explained by its verdicts',
    ],
    [
      'recorded metrics that are not the metrics of the version',
      [{ number: 2, decision: 'HELD', comparedWith: 1, verdicts: FAILED, metrics: {} }, 1],
      'has the metrics {}',
    ],
    ['a decision without a comparison', [{ number: 2, decision: 'PROMOTED' }, 2], 'compares with undefined'],
    [
      'a serving version that differs from the decision',
      [{ number: 2, decision: 'HELD', comparedWith: 1, verdicts: FAILED }, 2],
      `the decisions say ${version(1)}`,
    ],
  ])('is violated by %s', async (_what, decided, message) => {
    // Prepare
    const world = new PromotionWorld(decisionsFollowRules, COVERAGE);
    world.begin();
    world.decide({ number: 1, decision: 'PROMOTED' }, 1);
    world.decide(...decided);

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });

  it('is violated by a version on which no decision is recorded', async () => {
    // Prepare
    const world = new PromotionWorld(decisionsFollowRules, COVERAGE);
    world.begin();
    world.decide({ number: 1, decision: 'PROMOTED' }, 1);

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual([`there is no decision on ${version(2)}`]);
  });

  it('requires no decision on versions older than the first version that rules decided on, even if an operator chose an older version', async () => {
    // Prepare
    const world = new PromotionWorld(decisionsFollowRules, { ...COVERAGE, 3: 0.3, 4: 0.3 });
    world.begin();
    world.decide({ number: 3, decision: 'PROMOTED' }, 3);
    world.decide({ number: 1, decision: 'PROMOTED', by: EVE, comparedWith: 3 }, 1);

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual([`there is no decision on ${version(4)}`]);
  });

  it('requires no decision on versions that existed when an operator chose a version, before the file had rules', async () => {
    // Prepare
    const world = new PromotionWorld(decisionsFollowRules, { ...COVERAGE, 100000: 0.5 }, undefined, null);
    world.begin();
    world.decide({ number: 1, decision: 'PROMOTED', by: 'a person', decidedUpTo: 2 }, 1);

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual([`there is no decision on ${version(100_000)}`]);
  });
});

describe('the invariant that no run trains a solution twice', () => {
  it('is violated by a second training of a solution in one run', () => {
    // Prepare
    const world = new PromotionWorld(runsTrainOnce, COVERAGE);
    const solutionArn = version(1).replace(/\/1$/, '');
    world.begin();

    // Act
    world.use('CreateSolutionVersion', { solutionArn });
    const once = [...world.broken];
    world.use('CreateSolutionVersion', { solutionArn });

    // Assess
    expect(once).toEqual([]);
    expect(world.broken).toEqual([`${SOLUTION} in run run-1 was trained twice`]);
  });
});

describe('the invariant that no upload trains a solution whose newest version is held', () => {
  it.each([
    ['is violated by', 'upload', 'HELD', 1],
    ['allows', 'upload', 'PROMOTED', 0],
    ['allows', 'schedule', 'HELD', 0],
  ])('%s a training in a run with trigger %s while the newest version is %s', (_, trigger, decision, violations) => {
    // Prepare
    const world = new PromotionWorld(heldVersionsSuffice, { 1: 0.2, 2: 0.2 });
    world.decide({ number: 1, decision }, decision === 'PROMOTED' ? 1 : undefined);
    world.begin('run-2', trigger);

    // Act
    world.use('CreateSolutionVersion', { solutionArn: version(2).replace(/\/2$/, '') });

    // Assess
    expect(world.broken).toHaveLength(violations);
  });
});

describe("the invariant that an operator's decision updates a campaign at most once", () => {
  it.each([
    ['is violated by', 'promotion', 1],
    ['allows', 'upload', 0],
  ])('%s a second update of a campaign in a run with trigger %s', (_, trigger, violations) => {
    // Prepare
    const world = new PromotionWorld(choicesMoveOnce, COVERAGE);
    const update = { campaignArn: 'campaign', solutionVersionArn: version(1) };
    world.begin('run-1', trigger);

    // Act
    for (let times = 0; times < 2; times += 1) world.use('UpdateCampaign', update);

    // Assess
    expect(world.broken).toHaveLength(violations);
  });
});
