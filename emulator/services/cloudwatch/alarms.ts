import type { Aws } from '../../core/aws';
import { type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { requiredText } from '../../core/protocols/input';
import { type Input, ServiceError } from '../../core/service';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface Alarm {
  readonly name: string;
  readonly settings: Input;
  state: Input;
  readonly tags: Map<string, string>;
}

/** Default number of alarms on a page of DescribeAlarms. Source: API reference, 2026-11. */
const PAGE_SIZE = 50;

/** Stores alarms, but does not evaluate them. The state of an alarm is INSUFFICIENT_DATA until a call of SetAlarmState. */
export class Alarms {
  private readonly alarms = new Map<string, Alarm>();

  readonly operations: Operations = {
    PutMetricAlarm: operation(
      [
        'AlarmName',
        'AlarmDescription',
        'ActionsEnabled',
        'OKActions',
        'AlarmActions',
        'InsufficientDataActions',
        'MetricName',
        'Namespace',
        'Statistic',
        'ExtendedStatistic',
        'Dimensions.*',
        'Period',
        'Unit',
        'EvaluationPeriods',
        'DatapointsToAlarm',
        'Threshold',
        'ComparisonOperator',
        'TreatMissingData',
        'EvaluateLowSampleCountPercentile',
        'Metrics.*',
        'Tags.*',
        'ThresholdMetricId',
      ],
      (input) => this.put(input),
    ),
    DescribeAlarms: operation(['AlarmNames', 'AlarmNamePrefix', 'StateValue', 'MaxRecords', 'NextToken'], (input) =>
      this.describe(input),
    ),
    // Tests use this operation. Alarms are not evaluated, so the state stays until the next SetAlarmState.
    SetAlarmState: operation(['AlarmName', 'StateValue', 'StateReason', 'StateReasonData'], (input) =>
      this.setState(input),
    ),
    DeleteAlarms: operation(['AlarmNames'], ({ AlarmNames: names = [] }) => {
      for (const name of names as readonly string[]) this.alarms.delete(name);
    }),
    TagResource: operation(['ResourceARN', 'Tags.*'], ({ ResourceARN: arn, Tags: tags = [] }) => {
      const alarm = this.byArn(arn);
      for (const { Key: key, Value: value } of tags as readonly Tag[]) alarm.tags.set(key, value);
    }),
    UntagResource: operation(['ResourceARN', 'TagKeys'], ({ ResourceARN: arn, TagKeys: keys = [] }) => {
      const alarm = this.byArn(arn);
      for (const key of keys as readonly string[]) alarm.tags.delete(key);
    }),
    ListTagsForResource: operation(['ResourceARN'], ({ ResourceARN: arn }) => ({
      Tags: [...this.byArn(arn).tags].map(([Key, Value]) => ({ Key, Value })),
    })),
  };

  constructor(private readonly aws: Aws) {}

  /** PutMetricAlarm creates an alarm. An existing alarm gets the new settings, but keeps its state and tags. Source: API reference, 2026-11. */
  private put(input: Input): void {
    const name = requiredText(input, 'AlarmName', 'MissingParameter');
    for (const member of ['ComparisonOperator', 'EvaluationPeriods']) {
      if (input[member] === undefined) {
        throw new ServiceError('MissingParameter', `The parameter ${member} is required.`);
      }
    }
    checkEvaluation(name, input);
    const { Tags: tags = [], ...settings } = input;
    const now = new Date(this.aws.clock.now());
    const existing = this.alarms.get(name);
    this.alarms.set(name, {
      name,
      tags: existing?.tags ?? new Map((tags as readonly Tag[]).map(({ Key, Value }) => [Key, Value])),
      settings: {
        ActionsEnabled: true,
        OKActions: [],
        AlarmActions: [],
        InsufficientDataActions: [],
        Dimensions: [],
        ...settings,
        AlarmArn: alarmArn(this.aws, name),
        AlarmConfigurationUpdatedTimestamp: now,
      },
      state: existing?.state ?? {
        StateValue: 'INSUFFICIENT_DATA',
        StateReason: 'Unchecked: Initial alarm creation',
        StateUpdatedTimestamp: now,
        StateTransitionedTimestamp: now,
      },
    });
  }

  /**
   * Sets the state of an alarm, but does not perform the alarm's actions. `StateTransitionedTimestamp` is the time at which the state's value
   * last changed. Sources: API reference of SetAlarmState and MetricAlarm, 2026-11.
   */
  private setState({ AlarmName, StateValue, StateReason }: Input): void {
    const alarm = this.alarms.get(String(AlarmName));
    if (alarm === undefined) throw new ServiceError('ResourceNotFound', `There is no alarm ${AlarmName}.`, 404);
    const now = new Date(this.aws.clock.now());
    const isSame = alarm.state.StateValue === StateValue;
    const times = { StateUpdatedTimestamp: now, ...(!isSame && { StateTransitionedTimestamp: now }) };
    alarm.state = { ...alarm.state, StateValue, StateReason, ...times };
  }

  /**
   * Checks that CloudWatch may publish to the topics in `AlarmActions` of all alarms. In AWS, CloudWatch accepts an alarm without this
   * permission, and drops its notifications.
   * @throws ServiceError that names the alarm and the missing permission
   */
  checkActions(): void {
    for (const { name, settings } of this.alarms.values()) {
      for (const arn of settings.AlarmActions as readonly string[]) this.checkAction(name, arn);
    }
  }

  private checkAction(name: string, arn: string): void {
    if (arn.split(':')[2] !== 'sns') return;
    const caller = {
      kind: 'service',
      principal: 'cloudwatch.amazonaws.com',
      sourceArn: alarmArn(this.aws, name),
      sourceAccount: this.aws.account.id,
    } as const;
    try {
      this.aws.authorizeCall('sns', { operation: 'Publish', input: { TopicArn: arn } }, caller);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throw new ServiceError(error.code, `Alarm ${name} cannot send notifications: ${error.message}`);
    }
  }

  private describe(input: Input): unknown {
    const { AlarmNames: names, AlarmNamePrefix: prefix, StateValue: value, MaxRecords: size, NextToken: token } = input;
    const found = [...this.alarms.values()]
      .filter(({ name }) => names === undefined || (names as readonly string[]).includes(name))
      .filter(({ name }) => name.startsWith(String(prefix ?? '')))
      .filter(({ state }) => value === undefined || state.StateValue === value)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { page, next } = pageOf(found, {
      token,
      size: Number(size ?? PAGE_SIZE),
      invalidToken: (text) => new ServiceError('InvalidNextToken', `The NextToken '${text}' is not valid.`),
    });
    return {
      MetricAlarms: page.map(({ settings, state }) => ({ ...settings, ...state })),
      CompositeAlarms: [],
      NextToken: next,
    };
  }

  private byArn(arn: unknown): Alarm {
    const alarm = [...this.alarms.values()].find(({ name }) => alarmArn(this.aws, name) === arn);
    if (alarm === undefined) throw new ServiceError('ResourceNotFoundException', `There is no alarm ${arn}.`, 404);
    return alarm;
  }
}

/**
 * Maximum evaluation time of an alarm, in seconds. The evaluation time is the period times the number of evaluated
 * periods. Its maximum is lower for periods of less than an hour. Source: PutMetricAlarm (API reference, 2026-11).
 */
const EVALUATION_SECONDS = { belowAnHour: 86_400, longer: 604_800 };

/** @throws ServiceError ValidationError if DatapointsToAlarm or the evaluation time is out of bounds */
function checkEvaluation(name: string, input: Input): void {
  const periods = Number(input.EvaluationPeriods);
  const needed = Number(input.DatapointsToAlarm ?? periods);
  if (!(needed >= 1 && needed <= periods)) {
    throw invalid(
      `DatapointsToAlarm of alarm ${name} is ${needed}; it must be from 1 to EvaluationPeriods (${periods}).`,
    );
  }
  for (const period of periodsOf(input)) {
    const max = period < 3600 ? EVALUATION_SECONDS.belowAnHour : EVALUATION_SECONDS.longer;
    if (period * periods > max) {
      throw invalid(`Alarm ${name} evaluates ${periods} periods of ${period} s, more than the limit of ${max} s.`);
    }
  }
}

/** Returns the periods, in seconds, of the alarm's metric or of all metrics in the alarm's formula. */
function periodsOf({ Period: period, Metrics: metrics = [] }: Input): readonly number[] {
  const ofMetrics = (metrics as readonly { readonly MetricStat?: Input }[]).map(({ MetricStat: stat }) => stat?.Period);
  return [period, ...ofMetrics].filter((seconds) => seconds !== undefined).map(Number);
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

export function alarmArn(aws: Aws, name: string): string {
  return aws.arn('cloudwatch', `alarm:${name}`);
}
