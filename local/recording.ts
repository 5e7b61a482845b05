import type { LocalAws } from '../emulator/local-aws';
import type { StatusChange } from '../emulator/services/personalize/lifecycle';
import { RESOURCE_TYPES, type ResourceType } from '../lib/personalize/resource-types';
import { isFailed } from '../lib/personalize/statuses';
import { billedText } from '../lib/reconciler/usage/use';
import { type DatasetChecks, datasetChecksOf } from '../lib/record-table/data-statistics';
import { present } from '../lib/record-table/item';
import { decisionOf, isDecision, type VersionDecision } from '../lib/record-table/version-decisions';
import { withoutValues } from '../lib/text/without-values';
import { allPages } from './pages';
import type {
  CheckData,
  CountData,
  EventData,
  MetricData,
  NotificationData,
  PageData,
  Phase,
  ResourceData,
  UseData,
  VersionData,
} from './report/html/page-data';
import { groupsOf } from './report/html/view/groups';
import type { RunDocument } from './result';
import { recordItems } from './runs';
import { tasks } from './tasks';
import { type GroupUse, usesIn } from './usage';

type BusEvent = ReturnType<LocalAws['events']['events']>[number];

interface Metric {
  readonly MetricName: string;
  readonly Namespace: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

const DAY_SECONDS = 86_400;

/** Records what happens in the local AWS during the command `local run`, for the HTML report of `--report`. */
export class Recording {
  private readonly from: number;
  private readonly changes: StatusChange[] = [];
  private readonly polls = new Map<string, number>();
  private readonly calls = new Map<string, number>();

  constructor(private readonly local: LocalAws) {
    this.from = local.clock.now();
    local.personalize.onChange((change) => void this.changes.push(change));
    local.aws.onCall(({ service, call, caller }) => {
      if (service !== 'personalize' || caller.kind !== 'role') return;
      this.calls.set(call.operation, (this.calls.get(call.operation) ?? 0) + 1);
      if (!call.operation.startsWith('Describe')) return;
      for (const arn of Object.values(call.input)) this.polls.set(String(arn), (this.polls.get(String(arn)) ?? 0) + 1);
    });
  }

  /** Returns the report's content so far. */
  async page(title: string, result: RunDocument): Promise<PageData> {
    const { local } = this;
    return {
      title,
      from: this.from,
      to: local.clock.now(),
      tasks: (await tasks(local, [])).map(({ name, schedule }) => ({ name, schedule })),
      runs: result.runs.map(({ startedAt, finishedAt, ...run }) => ({
        ...run,
        from: Date.parse(startedAt),
        ...(finishedAt !== undefined && { to: Date.parse(finishedAt) }),
      })),
      resources: this.resources(),
      versions: await this.versions(),
      checks: (await recordItems(this.local)).flatMap(datasetChecksOf).flatMap(checkData),
      uses: (await usesIn(local, { from: this.from, to: local.clock.now() })).map(useData),
      notifications: local.sns
        .messages()
        .map(({ at, subject = '', message }) => ({ at: Date.parse(at), subject, texts: textsOf(message) })),
      events: local.events.events().map(eventData),
      metrics: await this.metrics(),
      counts: this.counts(),
    };
  }

  private resources(): readonly ResourceData[] {
    const changes = groupsOf(this.changes, ({ arn }) => arn);
    return this.local.personalize.snapshot().map(({ type, name, arn, status, createdAt, failureReason }) => ({
      type: RESOURCE_TYPES[type].title,
      name,
      arn,
      status,
      ...(failureReason !== undefined && { failureReason: shownReason(type, failureReason) }),
      phases: phasesOf(changes.get(arn) ?? [], createdAt, this.local.clock.now()),
      polls: this.polls.get(arn) ?? 0,
    }));
  }

  private async versions(): Promise<readonly VersionData[]> {
    const { aws, personalize } = this.local;
    const decisions = (await recordItems(this.local)).filter(isDecision).map(decisionOf);
    const trained = personalize
      .snapshot()
      .filter(({ type, status }) => type === 'solutionVersion' && status === 'ACTIVE');
    return Promise.all(
      trained.map(async ({ name, arn, createdAt }) => {
        const { metrics } = (await aws.call('personalize', 'GetSolutionMetrics', { solutionVersionArn: arn })) as {
          readonly metrics: Readonly<Record<string, number>>;
        };
        const [solution = '', id = ''] = name.split('/');
        const decided = decisions.find(({ version }) => version === arn);
        return { solution, id, at: createdAt, metrics, ...(decided && { decision: decisionData(decided) }) };
      }),
    );
  }

  private async metrics(): Promise<readonly MetricData[]> {
    const pages = await allPages<{ readonly Metrics: readonly Metric[] }>(
      this.local.aws,
      ['monitoring', 'ListMetrics'],
      {},
      ['NextToken', 'NextToken'],
    );
    // AWS's own metrics, such as the requests to campaigns, are left out.
    const own = pages.flatMap(({ Metrics }) => Metrics).filter(({ Namespace }) => !Namespace.startsWith('AWS/'));
    return Promise.all(own.map((metric) => this.metric(metric)));
  }

  private async metric({ Namespace, MetricName, Dimensions }: Metric): Promise<MetricData> {
    const query = (Stat: string) => ({
      Id: Stat.toLowerCase(),
      MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: DAY_SECONDS, Stat },
    });
    const { MetricDataResults: results } = (await this.local.aws.call('monitoring', 'GetMetricData', {
      StartTime: new Date(this.from - DAY_SECONDS * 1000),
      EndTime: new Date(this.local.clock.now() + 1000),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: ['SampleCount', 'Sum', 'Average'].map(query),
    })) as { readonly MetricDataResults: readonly { readonly Values: readonly number[] }[] };
    const [samples = [], sums = [], averages = []] = results.map(({ Values }) => Values);
    return {
      name: MetricName,
      of: Dimensions.filter(({ Name }) => Name !== 'deployment')
        .map(({ Value }) => Value)
        .join(', '),
      samples: total(samples),
      sum: total(sums),
      last: averages.at(-1) ?? 0,
    };
  }

  private counts(): readonly CountData[] {
    const { stateTransitions, lambdaInvocations, personalizeCalls } = this.local.counts();
    const invocations = new Map<string, number>();
    for (const { functionName } of this.local.lambda.invocations())
      invocations.set(functionName, (invocations.get(functionName) ?? 0) + 1);
    return [
      { what: 'state transitions', total: stateTransitions, parts: [] },
      { what: 'invocations of functions', total: lambdaInvocations, parts: partsOf(invocations) },
      { what: 'calls of Amazon Personalize', total: personalizeCalls, parts: partsOf(this.calls) },
    ];
  }
}

/**
 * Returns a resource's phases: the periods between its changes of status. A final status has no phase. Exception: a
 * failure has a phase without length.
 */
function phasesOf(changes: readonly StatusChange[], createdAt: number, now: number): readonly Phase[] {
  const phases = changes.flatMap((change, index): readonly Phase[] => {
    const kind = kindOf(change);
    if (kind === undefined) return [];
    const to = kind === 'failed' ? change.at : (changes[index + 1]?.at ?? now);
    return [{ status: change.status, kind, from: change.at, to }];
  });
  // Schemas and solutions are ACTIVE at once, so they get one phase without length.
  return phases.length > 0 ? phases : [{ status: 'created', kind: 'working', from: createdAt, to: createdAt }];
}

function decisionData({
  decision,
  decidedBy,
  decidedAt,
  reason,
  verdicts,
}: VersionDecision): NonNullable<VersionData['decision']> {
  return { decision, decidedBy, decidedAt, verdicts, ...present({ reason }) };
}

/** Returns checks, oldest first. */
function checkData({ datasetGroup, csvName: dataset, checks }: DatasetChecks): readonly CheckData[] {
  return checks.toReversed().map(({ checkedAt, verdict, rows, isComplete, nulls, from, to, counts, ...check }) => ({
    datasetGroup,
    dataset,
    at: Date.parse(checkedAt),
    verdict,
    rows,
    isComplete,
    nulls,
    violations: counts,
    counts: { users: check.users, items: check.items, actions: check.actions, 'event types': check.eventTypes },
    ...(from !== undefined && { oldest: Date.parse(from) }),
    ...(to !== undefined && { newest: Date.parse(to) }),
  }));
}

function useData(use: GroupUse): UseData {
  const { datasetGroup, what, requests, isUnused = false } = use;
  return { datasetGroup, what, billed: billedText(use), isUnused, ...present({ requests }) };
}

/** Returns the texts of a message, with the text of the e-mail first. */
function textsOf(message: Readonly<Record<string, string>>): NotificationData['texts'] {
  const { email = message.default ?? '', ...others } = message;
  const byText = groupsOf(Object.entries({ email, ...others }), ([, text]) => text);
  return [...byText].map(([text, same]) => ({ protocols: same.map(([protocol]) => protocol), text }));
}

/**
 * Members of an event's detail that the report leaves out. `Arn` and `Execution` repeat the ARN of the event's resource.
 * `RunId` repeats the end of this ARN in events about runs; in other events, it names the run.
 */
const REPEATED: readonly string[] = ['Arn', 'Execution', 'RunId'];

/**
 * Returns an event for the report. To save space, the members in {@link REPEATED} are left out, and the resource's ARN is cut to the part
 * after the account.
 */
function eventData({ time, 'detail-type': type, resources: [arn = ''], detail }: BusEvent): EventData {
  const others = Object.entries(detail as object).filter(([name]) => !REPEATED.includes(name));
  const resource = arn.split(':').slice(5).join(':');
  return { at: Date.parse(time), type, resource, detail: Object.fromEntries(others) };
}

function kindOf({ status, update }: StatusChange): Phase['kind'] | undefined {
  if (isFailed(status)) return 'failed';
  if (/PENDING$/.test(status)) return 'waiting';
  if (!/IN_PROGRESS$/.test(status)) return undefined;
  return update ? 'updating' : 'working';
}

function partsOf(counts: ReadonlyMap<string, number>): CountData['parts'] {
  return [...counts].map(([name, count]) => ({ name, count })).sort((one, other) => other.count - one.count);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Personalize's reason for a failure, without personal data, because people may forward the report. */
function shownReason(type: ResourceType, reason: string): string {
  if (type === 'dataDeletionJob') return 'The reason is not shown here, since it may contain ids of users.';
  return type.endsWith('Job') ? withoutValues(reason, []) : reason;
}
