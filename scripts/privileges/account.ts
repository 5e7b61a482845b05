import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallInTransit } from '../../emulator/core/aws';
import { LocalAws } from '../../emulator/local-aws';
import { STEPS } from '../../emulator/services/personalize/durations';
import { isParameterFile } from '../../lib/aws/data-bucket-layout';
import { type MirroredFile, mirroredFiles, upload } from '../../local/mirror';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

/** Terraform variables that add policies to the stack, because the use of an absent policy cannot be observed. */
const SETTINGS = {
  vpc_subnet_ids: ['subnet-0123456789abcdef0'],
  vpc_security_group_ids: ['sg-0123456789abcdef0'],
  publish_parameters: true,
};

const DAY = 24 * 3_600_000;
/** Seconds of virtual time for each step of Personalize. Short steps need few polls. */
export const QUICK = 10;

/** The parts of the examples' parameter files that are edited. */
export interface ParameterFile {
  tags?: readonly { readonly tagKey: string; readonly tagValue: string }[];
  readonly datasetGroup: { readonly workflowConfig: { readonly schedules: { import: string } } };
  readonly datasets: {
    readonly users: {
      readonly schema: {
        readonly serviceConfig: { name: string; readonly schema: { readonly fields: object[] } };
      };
    };
  };
  readonly solutions: readonly {
    readonly serviceConfig: { readonly name: string; performAutoTraining?: boolean };
    readonly workflowConfig?: { readonly schedules: { full?: string }; promotion?: object };
    readonly campaigns?: readonly { readonly serviceConfig: { minProvisionedTPS: number } }[];
    readonly batchSegmentJobs?: readonly { workflowConfig?: { readonly schedule: string } }[];
  }[];
  readonly budget: { provisionedTpsHoursPerMonth: number };
  readonly metricAttribution: { readonly serviceConfig: { readonly metrics: object[] } };
  readonly recommenders: readonly {
    readonly serviceConfig: { recommenderConfig?: { minRecommendationRequestsPerSecond: number } };
  }[];
}

/** An account of the local AWS in which a deployment is used, to observe which permissions its roles need. */
export class Account {
  private constructor(readonly local: LocalAws) {}

  static async open(stackFile: string): Promise<Account> {
    const local = new LocalAws({ seed: 1 });
    const key = await createKey(local);
    await local.load(stackFile, { ...SETTINGS, kms_key_arn: key, personalize_kms_key_arn: key });
    for (const step of STEPS) local.personalize.setDuration(step, QUICK);
    return new Account(local);
  }

  /** Makes a call as an operator with all permissions. */
  async call<Output>(service: string, operation: string, input: Readonly<Record<string, unknown>>): Promise<Output> {
    return (await this.local.aws.call(service, operation, input)) as Output;
  }

  /** Uploads examples unchanged, and waits until nothing is running. */
  async upload(...examples: readonly string[]): Promise<void> {
    await this.beginUpload(...examples);
    await this.settle();
  }

  async beginUpload(...examples: readonly string[]): Promise<void> {
    for (const example of examples) await this.uploadFiles(example, () => true);
  }

  /** Uploads an example's files without its parameter files. */
  async uploadData(example: string): Promise<void> {
    await this.uploadFiles(example, (file) => !isParameterFile(file));
  }

  private async uploadFiles(example: string, isUploaded: (file: MirroredFile) => boolean): Promise<void> {
    const files = await mirroredFiles(join(PROJECT_ROOT, 'examples', example));
    await upload(this.local.aws, this.local.names.dataBucket, files.filter(isUploaded));
  }

  /** Stops the running executions of a state machine. @returns their number */
  async stopAll(machine: string): Promise<number> {
    const { executions } = await this.call<{ executions: { executionArn: string }[] }>('states', 'ListExecutions', {
      stateMachineArn: this.local.names.runStateMachineArn.replace(/run$/, machine),
      statusFilter: 'RUNNING',
    });
    for (const { executionArn } of executions)
      await this.call('states', 'StopExecution', { executionArn, error: 'Stopped', cause: 'Manual stop.' });
    return executions.length;
  }

  /** Uploads an example's parameter file with a change, and waits until nothing is running. */
  async uploadEdited(example: string, group: string, edit: (file: ParameterFile) => void): Promise<void> {
    const key = `train/${group}/config.json`;
    const file = JSON.parse(readFileSync(join(PROJECT_ROOT, 'examples', example, key), 'utf8')) as ParameterFile;
    edit(file);
    await this.put(key, JSON.stringify(file));
    await this.settle();
  }

  async put(key: string, text: string): Promise<void> {
    await this.call('s3', 'PutObject', {
      Bucket: this.local.names.dataBucket,
      Key: key,
      Body: Buffer.from(text),
    });
  }

  async settle(): Promise<void> {
    await this.local.clock.advanceUntilIdle();
  }

  async passSeconds(seconds: number): Promise<void> {
    await this.local.clock.advanceTo(this.local.clock.now() + seconds * 1000);
  }

  /** Lets days pass with their scheduled runs, then waits until nothing is running. */
  async passDays(days: number): Promise<void> {
    await this.local.clock.advanceTo(this.local.clock.now() + days * DAY);
    await this.settle();
  }

  /** While `work` runs, `change` answers the calls under the stack's roles. It may call `perform` to carry a call out. */
  async whileAnswering(
    change: (call: CallInTransit, perform: () => Promise<unknown>) => Promise<unknown>,
    work: () => Promise<void>,
  ): Promise<void> {
    this.local.aws.intercept((call, perform) => (call.caller.kind === 'role' ? change(call, perform) : perform()));
    await work();
    this.local.aws.intercept((_call, perform) => perform());
  }
}

/** Creates a KMS key for Personalize, CloudWatch, CloudWatch Logs, and every role whose own policies allow its use. @returns the ARN */
async function createKey({ aws }: LocalAws): Promise<string> {
  const region = aws.account.region;
  const services = ['personalize', 'cloudwatch', `logs.${region}`].map((name) => `${name}.amazonaws.com`);
  const Statement = [
    { Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: aws.arn('iam', 'root', '') } },
    { Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { Service: services } },
  ];
  const { KeyMetadata: key } = (await aws.call('kms', 'CreateKey', {
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  })) as { KeyMetadata: { Arn: string } };
  return key.Arn;
}
