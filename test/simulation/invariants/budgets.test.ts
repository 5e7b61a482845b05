import type { CallListener } from '../../../emulator/core/aws';
import { noTrainingIsStopped, trainingsFitTheBudget } from '../../../simulation/invariants/budgets';
import type { Invariant } from '../../../simulation/invariants/invariant';
import type { World } from '../../../simulation/simulate/world';

const SOLUTION = 'arn:aws:personalize:us-east-1:123456789012:solution/simulated-0-solution-0';
const HOUR = 3_600_000;
const START = Date.parse('2026-01-05T00:00:00Z');

interface Version {
  readonly createdAt: number;
  readonly settledAt?: number;
  readonly status: string;
  readonly hours?: number;
}

/** A world of one solution whose file allows three training hours a month. */
function prepare(invariant: Invariant) {
  const broken: string[] = [];
  const calls: CallListener[] = [];
  const versions: Version[] = [];
  const raises: { hours: number; at: number }[] = [];
  let now = START;
  const world = {
    local: {
      clock: { now: () => now },
      aws: { onCall: (listener: CallListener) => calls.push(listener) },
    },
    teams: [{ name: 'simulated-0', raises }],
    editionOf: () => ({ trainingHours: 3 }),
    uploads: [],
    inForceLog: { during: () => [] },
    executionLog: { fileOfRun: new Map([['run-1', 'file-1']]), runOf: () => ({ name: 'run-1' }) },
    ofType: () => versions.map((each, index) => ({ ...each, arn: `${SOLUTION}/${index}` })),
    describe: async (_type: string, arn: string) => {
      const { hours } = versions[Number(arn.split('/').at(-1))] ?? {};
      return { trainingMode: 'FULL', ...(hours !== undefined && { trainingHours: hours }) };
    },
  } as unknown as World;
  const report = (what: string) => broken.push(what);
  invariant.watch?.(world, report);
  const use = (operation: string, input: object) => {
    const record = { service: 'personalize', call: { operation, input }, caller: { kind: 'role' } };
    for (const listener of calls) listener(record as never);
  };
  return {
    raises,
    use,
    /** Lets the product start a training that ends an hour later. @param hours training hours that are billed */
    train: (hours: number) => {
      versions.push({ createdAt: now, settledAt: now + HOUR, status: 'ACTIVE', hours });
      use('CreateSolutionVersion', { solutionArn: SOLUTION });
    },
    trainByHand: (hours: number) => versions.push({ createdAt: now, settledAt: now + HOUR, status: 'ACTIVE', hours }),
    pass: (hours: number) => {
      now += hours * HOUR;
    },
    check: async () => {
      await invariant.check?.(world, report);
      return broken;
    },
  };
}

describe("the invariant that a training begins only if the month's budget covers its estimate", () => {
  it('is violated by a training whose estimate is above the rest of the budget', async () => {
    // Prepare
    const world = prepare(trainingsFitTheBudget);
    world.train(2);
    world.pass(3);

    // Act
    world.train(2);

    // Assess
    expect(await world.check()).toEqual([expect.stringMatching(/2 hours were used, about 2 needed, and 3 allowed$/)]);
  });

  it('is violated by trainings that begin together and exceed the budget together', async () => {
    // Prepare
    const world = prepare(trainingsFitTheBudget);

    // Act
    for (let count = 0; count < 4; count += 1) world.train(0.1);

    // Assess
    expect(await world.check()).toEqual([expect.stringMatching(/3 hours were used, about 1 needed, and 3 allowed$/)]);
  });

  it('is violated by a training that the budget does not cover because an operator has trained before', async () => {
    // Prepare
    const world = prepare(trainingsFitTheBudget);
    world.trainByHand(2.5);
    world.pass(3);

    // Act
    world.train(1);

    // Assess
    expect(await world.check()).toHaveLength(1);
  });

  it('allows a training that begins within minutes after another ended with more hours than estimated, but no later training', async () => {
    // Prepare
    const [inTime, late] = [prepare(trainingsFitTheBudget), prepare(trainingsFitTheBudget)];

    // Act
    for (const [world, hours] of [[inTime, 1.1] as const, [late, 1.2] as const]) {
      world.train(2.5);
      world.pass(hours);
      world.train(1);
    }

    // Assess
    expect(await inTime.check()).toEqual([]);
    expect(await late.check()).toHaveLength(1);
  });

  it('allows trainings that the budget or a raise covers, and trainings in the next month', async () => {
    // Prepare
    const world = prepare(trainingsFitTheBudget);
    world.train(2.5);
    world.pass(2);

    // Act
    world.raises.push({ hours: 2, at: START });
    world.train(2.5);
    world.pass(28 * 24);
    world.train(2.5);

    // Assess
    expect(await world.check()).toEqual([]);
  });
});

describe('the invariant that no training is stopped', () => {
  it('is violated by a training that is stopped', async () => {
    // Prepare
    const world = prepare(noTrainingIsStopped);

    // Act
    world.use('StopSolutionVersionCreation', { solutionVersionArn: 'arn:version' });

    // Assess
    expect(await world.check()).toEqual(['arn:version was stopped']);
  });
});
