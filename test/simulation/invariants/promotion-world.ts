import type { CallListener } from '../../../emulator/core/aws';
import type { ExecutionListener } from '../../../emulator/services/stepfunctions/events';
import type { Invariant } from '../../../simulation/invariants/invariant';
import { ExecutionLog } from '../../../simulation/simulate/execution-log';
import { InForceLog } from '../../../simulation/simulate/in-force-log';
import { PromotionLog } from '../../../simulation/simulate/promotion-log';
import type { PromotionSetting } from '../../../simulation/simulate/scenario';
import type { World } from '../../../simulation/simulate/world';

export const SOLUTION = 'simulated-0-solution-0';
export const version = (number: number) => `arn:aws:personalize:us-east-1:123456789012:solution/${SOLUTION}/${number}`;

/** Rule that coverage must not drop by more than 10 %. */
export const RULES: PromotionSetting = {
  rules: [{ metric: 0, limit: 'maximumDrop', isPercentage: true, value: 0.1 }],
  approval: 'automatic',
  onMissingMetrics: 'hold',
};

interface Decided {
  readonly number: number;
  readonly decision: string;
  readonly by?: string;
  readonly comparedWith?: number;
  readonly metrics?: Readonly<Record<string, number>>;
  readonly verdicts?: readonly object[];
  /** Creation time of the newest version that existed at the decision, milliseconds since 1970. */
  readonly decidedUpTo?: number;
}

/** A world of one solution, without an emulator. Tests cause its events. */
export class PromotionWorld {
  readonly broken: string[] = [];
  private readonly calls: CallListener[] = [];
  private readonly executions: ExecutionListener[] = [];
  private readonly events: object[] = [];
  private readonly messages: object[] = [];
  /** Id of the current run. */
  private run = '';
  private readonly world: World;
  private revision = 0;
  /** Milliseconds since 1970. */
  private now = 0;

  /**
   * @param coverage coverage of each version by its number, which is also its time of creation (milliseconds since 1970)
   * @param before rules of the previous upload
   * @param updates numbers of the versions that were trained with mode UPDATE
   */
  constructor(
    private readonly invariant: Invariant,
    private readonly coverage: Readonly<Record<number, number>>,
    promotion: PromotionSetting | null = RULES,
    before = promotion,
    updates: readonly number[] = [],
  ) {
    const edition = { solutions: 1, ...(promotion && { promotion }) };
    const local = {
      clock: { now: () => this.now },
      aws: {
        onCall: (listener: CallListener) => this.calls.push(listener),
        call: async (_service: string, _operation: string, input: { solutionVersionArn: string }) => ({
          metrics: this.metricsOf(Number(input.solutionVersionArn.split('/').at(-1))),
        }),
      },
      stepFunctions: { onEvent: (listener: ExecutionListener) => this.executions.push(listener) },
      events: { events: () => this.events },
      sns: { messages: () => this.messages.map((message) => ({ at: '2026-01-05T00:00:00.000Z', ...message })) },
    };
    this.world = {
      local,
      teams: [{ name: 'simulated-0', group: { batch: 'none' }, edition }],
      uploads: [
        { group: 'simulated-0', versionId: 'file-0', edition: { solutions: 1, ...(before && { promotion: before }) } },
        { group: 'simulated-0', versionId: 'file-1', edition },
      ],
      editionOf: () => edition,
      describe: async (_type: string, arn: string) => ({
        trainingMode: updates.some((number) => arn === version(number)) ? 'UPDATE' : 'FULL',
      }),
      ofType: () =>
        Object.keys(coverage).map((number) => ({
          arn: version(Number(number)),
          name: `${SOLUTION}/${number}`,
          status: 'ACTIVE',
          createdAt: Number(number),
        })),
      promotionLog: new PromotionLog(local as never),
      executionLog: new ExecutionLog(local as never),
      inForceLog: new InForceLog(local as never),
    } as unknown as World;
    invariant.watch?.(this.world, (what) => this.broken.push(what));
  }

  pass(seconds: number): void {
    this.now += seconds * 1000;
  }

  /** Starts a run that works with the newest file. This run makes all later calls. */
  begin(run = 'run-1', trigger = 'upload'): void {
    this.run = run;
    const file = { versionId: 'file-1' };
    this.start('run', run, { trigger, file });
    this.start('nested', `${run}-nested`, { run, file });
  }

  /** Calls Personalize as a function of the current run. */
  use(operation: string, input: object): void {
    this.call('personalize', operation, input);
  }

  /** Records the decision and the version that serves after it, in one transaction. */
  decide(decided: Decided, serves?: number, run = 'run-1'): void {
    const { number, decision, by = 'rules', comparedWith, metrics = this.metricsOf(number), verdicts = [] } = decided;
    const decidedUpTo = decided.decidedUpTo === undefined ? undefined : new Date(decided.decidedUpTo).toISOString();
    this.revision += 1;
    const recorded = JSON.stringify({
      solution: SOLUTION,
      version: version(number),
      decision,
      decidedBy: by,
      run,
      metrics,
      verdicts,
      ...(comparedWith && { comparedWith: version(comparedWith) }),
    });
    const wire = (members: object) => Object.fromEntries(Object.entries(members).map(([name, S]) => [name, { S }]));
    const serving = {
      item: `serving#${SOLUTION}`,
      ...(serves && { version: version(serves) }),
      ...(decidedUpTo && { decidedUpTo }),
    };
    const TransactItems = [
      { Put: { Item: { ...wire(serving), revision: { N: String(this.revision) } } } },
      { Put: { Item: wire({ item: `version-2#${SOLUTION}#${number}`, decision: recorded }) } },
    ];
    this.call('dynamodb', 'TransactWriteItems', { TransactItems });
  }

  /** Publishes the event of the decision, and the run's notification. */
  publish(number: number, decision: string, run = 'run-1'): void {
    const detail = { RunId: run, Arn: version(number), Status: decision };
    this.events.push({ 'detail-type': 'Personalize Solution Version Promotion', detail });
    const lambda = JSON.stringify({ runId: run, decisions: [{ version: version(number), decision }] });
    this.messages.push({ message: { lambda } });
  }

  /** Sends Lambda's message that the function which records the stop of the run has failed permanently. */
  giveUp(run: string): void {
    const event = { requestPayload: { detail: { name: run, executionArn: run } } };
    this.messages.push({ message: { default: JSON.stringify(event) } });
  }

  /** @returns all violations */
  async check(): Promise<readonly string[]> {
    await this.invariant.check?.(this.world, (what) => this.broken.push(what));
    return this.broken;
  }

  private metricsOf(number: number): Readonly<Record<string, number>> {
    const value = this.coverage[number];
    return value === undefined ? {} : { coverage: value };
  }

  private start(machine: string, name: string, input: object): void {
    const execution = {
      arn: name,
      name,
      stateMachine: { name: `personalize-${machine}` },
      status: 'RUNNING',
      startDate: new Date(this.now),
      inputText: JSON.stringify(input),
    };
    for (const listener of this.executions) listener({ kind: 'executionStarted', execution } as never);
  }

  private call(service: string, operation: string, input: object): void {
    const event = JSON.stringify({ run: this.run });
    for (const listener of this.calls)
      listener({ service, call: { operation, input }, caller: { kind: 'role' }, event } as never);
  }
}
