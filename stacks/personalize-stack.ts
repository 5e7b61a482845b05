import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import { definition as beginRun } from '../functions/begin-run/definition';
import { definition as endRun } from '../functions/end-run/definition';
import { definition as ensureResource } from '../functions/ensure-resource/definition';
import { definition as listWork } from '../functions/list-work/definition';
import { LOCKED_WORKFLOWS, definition as lock } from '../functions/lock/definition';
import { definition as schedules } from '../functions/schedules/definition';
import type { FunctionDefinition, StackValues } from '../functions/shared/definition';
import { definition as upload } from '../functions/upload/definition';
import { Alarms } from './constructs/alarms';
import { Application } from './constructs/application';
import { AwsEnvironment } from './constructs/aws-environment';
import { ClientNames } from './constructs/client-names';
import { Dashboard } from './constructs/dashboard';
import { DataBucket } from './constructs/data-bucket';
import { type Deployment, executionArns, stateMachineArn } from './constructs/deployment';
import { EventBus } from './constructs/event-bus';
import { NodeFunction } from './constructs/node-function';
import { Notifications } from './constructs/notifications';
import { ParameterFiles } from './constructs/parameter-files';
import { PersonalizeRole } from './constructs/personalize-role';
import { Queries } from './constructs/queries';
import { ReadableStack } from './constructs/readable-stack';
import { Reconciliation } from './constructs/reconciliation';
import { RecordTable } from './constructs/record-table';
import { Scheduling } from './constructs/scheduling';
import { StateMachine, type StateMachineProps } from './constructs/state-machine';
import { StoppedRuns } from './constructs/stopped-runs';
import { configureBackend } from './synth/backend';
import { Settings } from './synth/settings';
import { DEFAULT_SYNTH_SETTINGS, type SynthSettings } from './synth/synth-settings';
import { createVariable } from './synth/variables';

/** The whole architecture: a file uploaded to the bucket calls a function, which starts a run, which does the rest. */
export class PersonalizeStack extends ReadableStack {
  private readonly deployment: Deployment;
  private readonly functions: NodeFunction[] = [];
  private readonly stateMachines: StateMachine[] = [];

  constructor(scope: Construct, id: string, settings: SynthSettings = DEFAULT_SYNTH_SETTINGS) {
    super(scope, id);
    const { parameterFiles, preventDestroy } = settings;
    this.configureTerraform(settings);
    this.deployment = {
      settings: new Settings(this),
      awsEnvironment: new AwsEnvironment(this, 'aws-environment'),
    };
    const { deployment } = this;

    new Application(this, 'application', { deployment });
    const bucket = new DataBucket(this, 'data-bucket', { deployment, preventDestroy });
    const table = new RecordTable(this, 'record-table', { deployment, preventDestroy });
    const { topicArn } = new Notifications(this, 'notifications', { deployment });
    const eventBus = new EventBus(this, 'event-bus', { deployment });
    const personalizeRole = new PersonalizeRole(this, 'personalize-role', {
      deployment,
      dataBucketArn: bucket.arn,
    });
    const scheduling = new Scheduling(this, 'scheduling', { deployment, target: 'run' });

    const values = this.stackValues({ bucket, table, topicArn, eventBus, personalizeRole, scheduling });
    const lambda = (definition: FunctionDefinition) => this.nodeFunction({ definition, values });
    const ListWorkFunctionArn = lambda(listWork);
    const EnsureResourceStateMachineArn = this.stateMachine('ensure-resource', {
      placeholders: { EnsureResourceFunctionArn: lambda(ensureResource) },
    });
    const EnsureResourcesStateMachineArn = this.stateMachine('ensure-resources', {
      placeholders: { EnsureResourceStateMachineArn },
    });
    const LockedWorkflowStateMachineArn = this.stateMachine('locked-workflow', {
      placeholders: { LockFunctionArn: lambda(lock), WorkflowArnPrefix: stateMachineArn(deployment, '') },
      mayStart: LOCKED_WORKFLOWS,
    });
    const jobs = { ListWorkFunctionArn, EnsureResourcesStateMachineArn };
    this.stateMachine('dataset-import', { placeholders: jobs });
    this.stateMachine('batch-inference', { placeholders: jobs });
    this.stateMachine('batch-segment', { placeholders: jobs });
    this.stateMachine('solution-maintenance', {
      placeholders: { ...jobs, EnsureResourceStateMachineArn, LockedWorkflowStateMachineArn },
    });
    const EnsureDatasetsStateMachineArn = this.stateMachine('ensure-datasets', {
      placeholders: { EnsureResourceStateMachineArn, EnsureResourcesStateMachineArn },
    });
    const DeployModelsStateMachineArn = this.stateMachine('deploy-models', {
      placeholders: { LockedWorkflowStateMachineArn, EnsureResourcesStateMachineArn },
    });
    const ImportAndDeployStateMachineArn = this.stateMachine('import-and-deploy', {
      placeholders: {
        LockedWorkflowStateMachineArn,
        DeployModelsStateMachineArn,
        EnsureResourcesStateMachineArn,
      },
    });
    const schedulesFunction = this.nodeFunction({
      definition: schedules,
      values,
      onFailureTopicArn: topicArn,
    });
    this.stateMachine('personalize-workflow', {
      placeholders: {
        ListWorkFunctionArn,
        EnsureDatasetsStateMachineArn,
        ImportAndDeployStateMachineArn,
        SchedulesFunctionArn: schedulesFunction,
      },
    });
    new Reconciliation(this, 'reconciliation', {
      deployment,
      schedulesFunction,
      deadLetterQueueArn: scheduling.deadLetterQueueArn,
    });
    const endRunFunction = this.nodeFunction({ definition: endRun, values, onFailureTopicArn: topicArn });
    const run = this.stateMachine('run', {
      placeholders: {
        BeginRunFunctionArn: lambda(beginRun),
        EndRunFunctionArn: endRunFunction,
        LockedWorkflowStateMachineArn,
        NotificationTopicArn: topicArn,
      },
      permissions: [{ actions: ['sns:Publish'], resources: [topicArn] }],
    });
    new StoppedRuns(this, 'stopped-runs', { deployment, runStateMachineArn: run.arn, endRunFunction });
    const uploads = bucket.invokeOnUpload(
      this.nodeFunction({ definition: upload, values, onFailureTopicArn: topicArn }),
    );
    if (parameterFiles !== undefined) {
      const { bucketName } = bucket;
      new ParameterFiles(this, 'parameter-files', { folder: parameterFiles, bucketName, after: uploads });
    }

    this.observe({ bucket, table, topicArn, scheduling, run });
    new ClientNames(this, 'client-names', {
      deployment,
      names: {
        dataBucket: bucket.bucketName,
        recordTable: table.tableName,
        topicArn,
        eventBusName: eventBus.busName,
        scheduleGroup: scheduling.groupName,
        scheduleRoleArn: scheduling.roleArn,
        scheduleDeadLetterQueueArn: scheduling.deadLetterQueueArn,
        scheduleTimezone: deployment.settings.scheduleTimezone,
        runStateMachineArn: run.arn,
        personalizeRoleArn: personalizeRole.arn,
        runHistoryDays: deployment.settings.runHistoryDays,
      },
      arns: { dataBucketArn: bucket.arn, recordTableArn: table.arn, eventBusArn: eventBus.arn },
    });
  }

  /** After everything else: what watches names what is watched. */
  private observe(parts: {
    readonly bucket: DataBucket;
    readonly table: RecordTable;
    readonly topicArn: string;
    readonly scheduling: Scheduling;
    readonly run: StateMachine;
  }): void {
    const watched = {
      deployment: this.deployment,
      functionNames: this.functions.map(({ functionName }) => functionName),
      runStateMachineArn: parts.run.arn,
      deadLetterQueueName: parts.scheduling.deadLetterQueueName,
    };
    new Alarms(this, 'alarms', { ...watched, topicArn: parts.topicArn });
    new Dashboard(this, 'dashboard', {
      ...watched,
      stateMachineArns: this.stateMachines.map(({ arn }) => arn),
      dataBucketName: parts.bucket.bucketName,
      recordTableName: parts.table.tableName,
    });
    const logGroupNames = this.functions.map(({ logGroupName }) => logGroupName);
    new Queries(this, 'queries', { deployment: this.deployment, logGroupNames });
  }

  private configureTerraform({ backend, provider }: SynthSettings): void {
    configureBackend(this, backend);
    // CDKTF would pin the version that its bindings were made from, which describe all later ones of 6 as well. A child module sets
    // the least version only: the upper bound is for the configuration that calls it (Terraform, "Version Constraints").
    const version = provider ? '~> 6.25' : '>= 6.25';
    this.addOverride('terraform.required_providers.aws', { source: 'hashicorp/aws', version });
    if (provider) {
      const tags = createVariable(this, 'tags');
      new AwsProvider(this, 'aws', { defaultTags: [{ tags: Token.asStringMap(tags.value) }] });
    } else {
      // CDKTF takes no stack without one.
      new AwsProvider(this, 'aws');
      this.addOverride('provider', undefined);
    }
  }

  private stackValues(parts: {
    readonly bucket: DataBucket;
    readonly table: RecordTable;
    readonly topicArn: string;
    readonly eventBus: EventBus;
    readonly personalizeRole: PersonalizeRole;
    readonly scheduling: Scheduling;
  }): StackValues {
    const { settings, awsEnvironment } = this.deployment;
    return {
      partition: awsEnvironment.partition,
      region: awsEnvironment.region,
      accountId: awsEnvironment.accountId,
      name: settings.name,
      dataBucketName: parts.bucket.bucketName,
      dataBucketArn: parts.bucket.arn,
      recordTableName: parts.table.tableName,
      recordTableArn: parts.table.arn,
      notificationTopicArn: parts.topicArn,
      eventBusName: parts.eventBus.busName,
      eventBusArn: parts.eventBus.arn,
      personalizeRoleArn: parts.personalizeRole.arn,
      runHistoryDays: settings.runHistoryDays,
      overdueAfterIntervals: settings.overdueAfterIntervals,
      overdueAfterHours: settings.overdueAfterHours,
      scheduleTimezone: settings.scheduleTimezone,
      scheduleGroupName: parts.scheduling.groupName,
      scheduleRoleArn: parts.scheduling.roleArn,
      scheduleDeadLetterQueueArn: parts.scheduling.deadLetterQueueArn,
      stateMachineArn: (machine) => stateMachineArn(this.deployment, machine),
      executionArns: (machine) => executionArns(this.deployment, machine),
    };
  }

  private nodeFunction(props: {
    readonly definition: FunctionDefinition;
    readonly values: StackValues;
    readonly onFailureTopicArn?: string;
  }): NodeFunction {
    const { deployment } = this;
    const lambda = new NodeFunction(this, `${props.definition.name}-function`, { deployment, ...props });
    this.functions.push(lambda);
    return lambda;
  }

  private stateMachine(machine: string, props: Omit<StateMachineProps, 'deployment' | 'file'>): StateMachine {
    const file = `statemachines/${machine}.asl.json`;
    const stateMachine = new StateMachine(this, machine, { deployment: this.deployment, file, ...props });
    this.stateMachines.push(stateMachine);
    return stateMachine;
  }
}
