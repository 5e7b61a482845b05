import { AccountWide } from './core/account-wide';
import { type Account, Aws } from './core/aws';
import { Clock } from './core/clock';
import { Denials } from './core/denials';
import { Random } from './core/random';
import { datumOf } from './services/cloudwatch/metric';
import { CloudWatchService } from './services/cloudwatch/service';
import { LogsService } from './services/cloudwatch-logs/service';
import { DynamoDbService } from './services/dynamodb/service';
import { EventsService } from './services/eventbridge/service';
import { IamAuthorizer } from './services/iam/authorizer';
import { IssuedCredentials, type TemporaryCredentials } from './services/iam/credentials';
import { IamService } from './services/iam/service';
import { SourceKeys } from './services/iam/source-keys';
import { KmsService } from './services/kms/service';
import { LambdaService } from './services/lambda/service';
import { PersonalizeService } from './services/personalize/service';
import { PricingService } from './services/pricing/service';
import { S3Service } from './services/s3/service';
import { SchedulerService } from './services/scheduler/service';
import { ServiceQuotasService } from './services/service-quotas/service';
import { SnsService } from './services/sns/service';
import { SqsService } from './services/sqs/service';
import { SsmService } from './services/ssm/service';
import { StepFunctions } from './services/stepfunctions/service';
import { publishStatus } from './services/stepfunctions/status-events';
import { StsService } from './services/sts/service';
import type { JsonObject } from './terraform/configuration';
import { loadStack } from './terraform/load-stack';

/** Default start of virtual time: a Monday, so that weekly schedules are easy to follow. */
const START = Date.UTC(2026, 0, 5);

const ACCOUNT = { id: '123456789012', region: 'us-east-1', partition: 'aws' };

export interface LocalAwsOptions {
  readonly seed: number;
  /** Epoch milliseconds at which virtual time begins. Default: 2026-01-05. */
  readonly start?: number;
  /** Default: account 123456789012 in us-east-1. */
  readonly account?: Partial<Account>;
  /** Pass the same object to several instances to make them regions of one account. Default: separate accounts. */
  readonly accountWide?: AccountWide;
  /**
   * `sent`: services send `aws:SourceAccount` and `aws:SourceArn` even where AWS does not document them. Default: `withheld`, so that the
   * stack cannot depend on undocumented keys.
   */
  readonly undocumentedSourceKeys?: 'sent' | 'withheld';
}

/** Outputs of this project's stack that clients need. */
export interface Names {
  readonly dataBucket: string;
  readonly recordTable: string;
  readonly runStateMachineArn: string;
  readonly scheduleGroup: string;
}

export interface Counts {
  readonly stateTransitions: number;
  readonly lambdaInvocations: number;
  /** Number of calls to the service `personalize` under a role, including calls that failed. Calls as the administrator are not counted. */
  readonly personalizeCalls: number;
}

/** One region of an AWS account with every service that the stack needs. It has no stack until `load` is called. */
export class LocalAws {
  readonly clock: Clock;
  readonly aws: Aws;
  readonly s3: S3Service;
  readonly lambda: LambdaService;
  readonly stepFunctions: StepFunctions;
  readonly personalize: PersonalizeService;
  readonly sns: SnsService;
  readonly sqs: SqsService;
  readonly events: EventsService;
  readonly scheduler: SchedulerService;
  readonly cloudWatch: CloudWatchService;
  readonly logs: LogsService;
  readonly kms: KmsService;
  readonly dynamoDb: DynamoDbService;
  readonly denials: Denials;
  /** Authorizes calls, and counts how often each grant of the policies was used. */
  readonly authorizer: IamAuthorizer;
  private readonly credentials: IssuedCredentials;
  private loadedOutputs: JsonObject | undefined;
  private personalizeCalls = 0;

  constructor(options: LocalAwsOptions) {
    const { seed, start = START, account: given, accountWide = new AccountWide(), undocumentedSourceKeys } = options;
    this.clock = new Clock(start);
    const account = { ...ACCOUNT, ...given };
    const random = new Random(seed);
    const { roles, dashboards } = accountWide;
    this.credentials = new IssuedCredentials(random);
    const { credentials } = this;
    const sourceKeys = new SourceKeys(undocumentedSourceKeys);
    const authorizer = new IamAuthorizer(account, roles, sourceKeys);
    this.authorizer = authorizer;
    this.aws = new Aws({ clock: this.clock, random, account, authorizer, credentials, sourceKeys });
    this.s3 = new S3Service(this.aws);
    this.lambda = new LambdaService(this.aws, credentials);
    this.stepFunctions = new StepFunctions(this.aws);
    this.personalize = new PersonalizeService(this.aws);
    this.sns = new SnsService(this.aws);
    this.sqs = new SqsService(this.aws);
    this.events = new EventsService(this.aws);
    this.scheduler = new SchedulerService(this.aws);
    this.cloudWatch = new CloudWatchService(this.aws, dashboards);
    this.logs = new LogsService(this.aws);
    this.kms = new KmsService(this.aws);
    this.dynamoDb = new DynamoDbService(this.aws);
    for (const service of [
      this.s3,
      this.lambda,
      this.stepFunctions,
      this.personalize,
      ...this.personalize.satellites,
      this.sns,
      this.events,
      this.cloudWatch,
      this.logs,
      this.kms,
      new IamService(this.aws, roles),
      this.dynamoDb,
      this.scheduler,
      this.sqs,
      new ServiceQuotasService(this.aws, {
        personalize: { title: 'Amazon Personalize', quotas: () => this.personalize.appliedQuotas() },
        lambda: { title: 'AWS Lambda', quotas: () => this.lambda.appliedQuotas() },
      }),
      new PricingService(),
      new SsmService(this.aws),
      new StsService(this.aws),
    ]) {
      this.aws.register(service);
    }
    const statusRandom = random.fork('status events');
    this.stepFunctions.onEvent((event) => publishStatus(event, this.events, statusRandom));
    this.denials = new Denials(this.aws);
    authorizer.addResourcePolicies('kms', (arn) => this.kms.resourcePolicy(arn));
    authorizer.addResourcePolicies('lambda', (arn) => this.lambda.resourcePolicy(arn));
    authorizer.addResourcePolicies('s3', (arn) => this.s3.resourcePolicy(arn));
    authorizer.addResourcePolicies('sns', (arn) => this.sns.resourcePolicy(arn));
    authorizer.addResourcePolicies('sqs', (arn) => this.sqs.resourcePolicy(arn));
    this.aws.onCall(({ service, caller }) => {
      if (service === 'personalize' && caller.kind === 'role') this.personalizeCalls += 1;
    });
    this.personalize.onMetric((identity, datum) => this.cloudWatch.take(identity, datum));
    this.sqs.onDepth((queue, visible) => {
      const dimensions = [{ Name: 'QueueName', Value: queue }];
      const identity = { namespace: 'AWS/SQS', name: 'ApproximateNumberOfMessagesVisible', dimensions };
      this.cloudWatch.take(identity, datumOf(this.clock.now(), 'Count', [visible]));
    });
    this.lambda.onLog(({ functionName, roleName, line }) => this.takeLogLine(functionName, roleName, line));
  }

  /**
   * Creates the resources of a synthesized stack.
   * @param stackFile path of its `cdk.tf.json`
   * @param variables values of Terraform variables, by name. Default: the variables' defaults
   * @throws StackError with the address of a block that cannot be loaded, and the reason
   * @throws ServiceError with the name of an alarm that cannot send notifications
   */
  async load(stackFile: string, variables: JsonObject = {}): Promise<void> {
    const { outputs } = await loadStack(this.aws, stackFile, { variables });
    await this.clock.settle();
    this.cloudWatch.checkAlarmActions();
    this.loadedOutputs = outputs;
  }

  /** Values of the stack's outputs, by name. @throws Error before a stack is loaded */
  get outputs(): JsonObject {
    if (this.loadedOutputs === undefined) throw new Error('No stack is loaded.');
    return this.loadedOutputs;
  }

  /** Outputs of the loaded stack that clients need. @throws Error before a stack is loaded, and if the stack lacks one of these outputs */
  get names(): Names {
    const { outputs } = this;
    return {
      dataBucket: output(outputs, 'data_bucket'),
      recordTable: output(outputs, 'record_table'),
      runStateMachineArn: output(outputs, 'run_state_machine_arn'),
      scheduleGroup: output(outputs, 'schedule_group'),
    };
  }

  /**
   * Returns credentials for an operator who has assumed the role. Requests with unknown credentials count as requests
   * of the administrator.
   */
  signIn(roleName: string): TemporaryCredentials {
    return this.credentials.issue(roleName, 'person');
  }

  counts(): Counts {
    return {
      stateTransitions: this.stepFunctions.counts().stateTransitions,
      lambdaInvocations: this.lambda.invocations().length,
      personalizeCalls: this.personalizeCalls,
    };
  }

  /**
   * Processes a function's log line as CloudWatch does: stores the line and extracts its metrics. Drops the line if the function's role may not
   * write logs.
   */
  private takeLogLine(functionName: string, roleName: string, line: string): void {
    const group = `/aws/lambda/${functionName}`;
    const resource = this.aws.arn('logs', `log-group:${group}:log-stream:${functionName}`);
    const caller = { kind: 'role', roleName, session: functionName } as const;
    const mayWrite = ['logs:CreateLogStream', 'logs:PutLogEvents'].every((action) =>
      this.denials.allows(caller, { action, resource }),
    );
    if (!mayWrite) return;
    this.logs.append(group, functionName, line);
    this.cloudWatch.ingest(line);
  }
}

function output(outputs: JsonObject, name: string): string {
  const value = outputs[name];
  if (typeof value !== 'string') throw new Error(`The stack has no output '${name}'.`);
  return value;
}
