import fc from 'fast-check';
import { DeployedAws } from '../../cli/aws';
import { desiredState } from '../../lib/parameter-file/desired-state';
import { validateParameterFile } from '../../lib/parameter-file/validate';
import { makePlan, type PlannedFile } from '../../lib/reconciler/plan/make-plan';
import type { Plan } from '../../lib/reconciler/plan/plan';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { dataOf, parameterFileKey, parameterFileOf, type Sample } from '../support/sample';
import { served } from '../support/served';
import { randomSample } from './support/random-sample';

/** Number of pairs of files. `PLAN_PAIRS=100 npx jest test/command/plan-agreement` tries more pairs. */
const PAIRS = Number(process.env.PLAN_PAIRS ?? 8);

const { openQuick } = accounts();
const serve = served();

function planned(file: Sample): PlannedFile {
  const { file: accepted, problems } = validateParameterFile(JSON.stringify(file));
  if (accepted === undefined) throw new Error(JSON.stringify(problems));
  const key = parameterFileKey(file.datasetGroup.serviceConfig.name);
  return { path: 'config.json', key, state: desiredState(accepted) };
}

/** Sorted actions of a plan or an upload, e.g. `create campaign first-served`. */
type Actions = readonly string[];

function actionsOf({ changes }: Plan): Actions {
  return changes
    .filter(({ action }) => !['unchanged', 'conflict', 'blocked'].includes(action))
    .map(({ action, type, name }) => `${action} ${type} ${nameOf(type, name)}`)
    .sort();
}

/** Name of a resource. Empty for a job or a version, which gets its name when it is created. */
function nameOf(type: string, name: string): string {
  return /Job$|Version$/.test(type) ? '' : name;
}

class Observation {
  private constructor(
    private readonly account: Account,
    private readonly arns: ReadonlySet<string>,
    private readonly changes: number,
    private readonly schedules: ReadonlyMap<string, string>,
  ) {}

  static async begin(account: Account): Promise<Observation> {
    const arns = account.local.personalize.snapshot().map(({ arn }) => arn);
    return new Observation(account, new Set(arns), account.changes.length, await schedulesOf(account));
  }

  /** Returns all actions since {@link begin}. */
  async actions(): Promise<Actions> {
    const created = this.account.local.personalize
      .snapshot()
      .filter(({ arn }) => !this.arns.has(arn))
      .map(({ type, name }) => `create ${type} ${nameOf(type, name)}`);
    const updated = this.account.changes
      .slice(this.changes)
      .filter(({ update, status, arn }) => update && status === 'ACTIVE' && this.arns.has(arn))
      .map(({ type, name }) => `update ${type} ${nameOf(type, name)}`);
    return [...created, ...new Set(updated), ...(await this.scheduleActions())].sort();
  }

  private async scheduleActions(): Promise<Actions> {
    const after = await schedulesOf(this.account);
    return [
      ...[...after].flatMap(([name, text]) => {
        const before = this.schedules.get(name);
        if (before === undefined) return [`create schedule ${name}`];
        return before === text ? [] : [`update schedule ${name}`];
      }),
      ...[...this.schedules.keys()].filter((name) => !after.has(name)).map((name) => `delete schedule ${name}`),
    ];
  }
}

async function schedulesOf(account: Account): Promise<ReadonlyMap<string, string>> {
  const schedules = new Map<string, string>();
  for (const { Name, GroupName } of await account.schedules()) {
    const { ScheduleExpression, State } = await account.call<Record<string, string>>('scheduler', 'GetSchedule', {
      Name,
      GroupName,
    });
    schedules.set(Name, `${ScheduleExpression} ${State}`);
  }
  return schedules;
}

describe('plan', () => {
  test('agrees with what the upload then does, for random pairs of files', async () => {
    await fc.assert(
      fc.asyncProperty(randomSample, randomSample, async (before, after) => {
        // Prepare
        const account = await openQuick();
        const deployment = await serve(account);
        Object.assign(process.env, deployment.environment);
        await account.put({ ...dataOf(before), ...dataOf(after) });
        await account.put(parameterFileOf(before));
        await account.settle();
        const aws = await DeployedAws.open({ json: false, name: 'personalize', endpointUrl: deployment.url });
        const plan = await makePlan(planned(after), aws);
        const observation = await Observation.begin(account);

        // Act
        await account.put(parameterFileOf(after));
        await account.settle();
        const again = await makePlan(planned(after), aws);

        // Assess
        const conflicts = plan.changes.filter(({ action }) => action === 'conflict' || action === 'blocked');
        const { status } = await account.lastRun();
        const actions = await observation.actions();
        if (conflicts.length === 0) {
          expect({ status, actions }).toEqual({ status: 'SUCCEEDED', actions: actionsOf(plan) });
          expect(actionsOf(again)).toEqual([]);
        } else {
          expect(status).toBe('FAILED');
          expect(actionsOf(plan)).toEqual(expect.arrayContaining([...actions]));
        }
      }),
      { numRuns: PAIRS, seed: 1, endOnFailure: true },
    );
  });
});
