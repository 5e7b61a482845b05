import type { Construct } from 'constructs';
import { definition as beginRun } from '../functions/begin-run/definition';
import { definition as checkData } from '../functions/check-data/definition';
import { definition as endRun } from '../functions/end-run/definition';
import { definition as ensureResources } from '../functions/ensure-resources/definition';
import { definition as reconcileDeployment } from '../functions/reconcile-deployment/definition';
import { definition as reportIdleCapacity } from '../functions/report-idle-capacity/definition';
import { definition as requestDataDeletion } from '../functions/request-data-deletion/definition';
import type { FunctionDefinition, StackValues } from '../functions/shared/definition';
import { definition as upload } from '../functions/upload/definition';
import { Alarms } from './constructs/alarms';
import { AwsEnvironment } from './constructs/aws-environment';
import { ClientNames } from './constructs/client-names';
import { Dashboard } from './constructs/dashboard';
import { DataBucket } from './constructs/data-bucket';
import { DataDeletionBucket } from './constructs/data-deletion-bucket';
import { type Deployment, executionArns, stateMachineArn } from './constructs/deployment';
import { EventBus } from './constructs/event-bus';
import { NightlySchedules } from './constructs/nightly-schedules';
import { NodeFunction, type NodeFunctionProps } from './constructs/node-function';
import { Notifications } from './constructs/notifications';
import { PersonalizeRole } from './constructs/personalize-role';
import { Queries } from './constructs/queries';
import { ReadableStack } from './constructs/readable-stack';
import { RecordTableConstruct } from './constructs/record-table';
import { ResourceGroup } from './constructs/resource-group';
import { Scheduling } from './constructs/scheduling';
import { StateMachine, type StateMachineProps } from './constructs/state-machine';
import { StoppedRuns } from './constructs/stopped-runs';
import { createSettings } from './synth/settings';
import { DEFAULT_SYNTH_SETTINGS, type SynthSettings } from './synth/synth-settings';
import { configureTerraform } from './synth/terraform';

/**
 * All resources of a deployment. An upload to the data bucket invokes a function, which starts a run. The run updates
 * Personalize.
 */
export class PersonalizeStack extends ReadableStack {
  private readonly deployment: Deployment;
  private readonly values: StackValues & { readonly scheduling: Scheduling };
  private readonly functions: NodeFunction[] = [];
  private readonly stateMachines: StateMachine[] = [];

  constructor(scope: Construct, id: string, synthSettings: SynthSettings = DEFAULT_SYNTH_SETTINGS) {
    super(scope, id);
    const { parameterFiles, preventDestroy } = synthSettings;
    configureTerraform(this, synthSettings);
    const settings = createSettings(this);
    const awsEnvironment = new AwsEnvironment(this, 'aws-environment');
    const deployment = { settings, awsEnvironment };
    this.deployment = deployment;

    new ResourceGroup(this, 'resource-group', { deployment });
    const bucket = new DataBucket(this, 'data-bucket', { deployment, preventDestroy });
    const deletionBucket = new DataDeletionBucket(this, 'data-deletion-bucket', { deployment });
    const table = new RecordTableConstruct(this, 'record-table', { deployment, preventDestroy });
    const topic = new Notifications(this, 'notifications', { deployment });
    const eventBus = new EventBus(this, 'event-bus', { deployment });
    const personalizeRole = new PersonalizeRole(this, 'personalize-role', { deployment, bucket, deletionBucket });
    const scheduling = new Scheduling(this, 'scheduling', { deployment, target: 'run' });
    this.values = {
      ...deployment,
      bucket,
      deletionBucket,
      table,
      topic,
      eventBus,
      personalizeRole,
      scheduling,
      stateMachineArn: (machine) => stateMachineArn(deployment, machine),
      executionArns: (machine) => executionArns(deployment, machine),
    };

    const onFailureTopicArn = topic.arn;
    const ensureResourcesMachine = this.stateMachine('ensure-resources', {
      calls: [this.nodeFunction(ensureResources), this.nodeFunction(checkData)],
      texts: { CheckConcurrency: settings.checkConcurrency },
    });
    const reconcileDeploymentFunction = this.nodeFunction(reconcileDeployment, { onFailureTopicArn });
    const requestDataDeletionFunction = this.nodeFunction(requestDataDeletion, { onFailureTopicArn });
    const endRunFunction = this.nodeFunction(endRun, { onFailureTopicArn });
    const run = this.stateMachine('run', {
      calls: [this.nodeFunction(beginRun), endRunFunction, ensureResourcesMachine],
      texts: { NotificationTopicArn: topic.arn },
      permissions: [{ actions: ['sns:Publish'], resources: [topic.arn] }],
    });

    const { deadLetterQueueArn } = scheduling;
    const reportIdleCapacityFunction = this.nodeFunction(reportIdleCapacity, { onFailureTopicArn });
    const nightly = { reconcileDeploymentFunction, reportIdleCapacityFunction, deadLetterQueueArn };
    new NightlySchedules(this, 'reconciliation', { deployment, ...nightly });
    new StoppedRuns(this, 'stopped-runs', { deployment, runStateMachineArn: run.arn, endRunFunction });
    const after = bucket.invokeOnUpload(this.nodeFunction(upload, { onFailureTopicArn }), requestDataDeletionFunction);
    if (parameterFiles !== undefined) {
      // Loaded only if needed, since the rules of the parameter file are half of the project's code that a synthesis loads.
      const { ParameterFiles } =
        require('./constructs/parameter-files') as typeof import('./constructs/parameter-files');
      const { kmsKeyArn } = deployment.settings;
      const props = { folder: parameterFiles, bucketName: bucket.name, kmsKeyArn, after };
      new ParameterFiles(this, 'parameter-files', props);
    }
    this.observe(run);
    const logGroupNames = this.functions.map(({ logGroupName }) => logGroupName);
    new Queries(this, 'queries', { deployment, logGroupNames });
    const { values } = this;
    new ClientNames(this, 'client-names', { deployment, values, runStateMachineArn: run.arn, logGroupNames });
  }

  /** Adds the alarms and the dashboard. Both list all functions, so this is called after all functions were added. */
  private observe(run: StateMachine): void {
    const { deployment, values } = this;
    const watched = {
      deployment,
      functionNames: this.functions.map(({ functionName }) => functionName),
      runStateMachineArn: run.arn,
      deadLetterQueueName: values.scheduling.deadLetterQueueName,
    };
    new Alarms(this, 'alarms', { ...watched, topicArn: values.topic.arn });
    new Dashboard(this, 'dashboard', {
      ...watched,
      stateMachineArns: this.stateMachines.map(({ arn }) => arn),
      dataBucketName: values.bucket.name,
      recordTableName: values.table.name,
    });
  }

  private nodeFunction(definition: FunctionDefinition, props: Pick<NodeFunctionProps, 'onFailureTopicArn'> = {}) {
    const { deployment, values } = this;
    const made = new NodeFunction(this, `${definition.name}-function`, { deployment, values, definition, ...props });
    this.functions.push(made);
    return made;
  }

  private stateMachine(machine: string, props: Omit<StateMachineProps, 'deployment' | 'file'>) {
    const file = `statemachines/${machine}.asl.json`;
    const made = new StateMachine(this, machine, { deployment: this.deployment, file, ...props });
    this.stateMachines.push(made);
    return made;
  }
}
