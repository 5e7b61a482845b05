import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from 'cdktf';
import type { FunctionDefinition, StackValues } from '../../functions/shared/definition';
import { AwsEnvironment } from '../../stacks/constructs/aws-environment';
import { type Deployment, executionArns, stateMachineArn } from '../../stacks/constructs/deployment';
import { ReadableStack } from '../../stacks/constructs/readable-stack';
import { createSettings } from '../../stacks/synth/settings';
import type { Configuration } from './configuration';

const folders: string[] = [];

/** Returns a folder for this test file, removed after its last test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'personalize-mlops-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Writes a file into a new folder and returns its path. */
export function temporaryFile(name: string, content: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

export interface Synthesis {
  readonly configuration: Configuration;
  /** Folder of the stack, to which asset paths are relative. */
  readonly folder: string;
}

/** Synthesizes a stack with the variables of the settings, the data sources of the AWS environment, and what `build` adds. */
export function synthesis(build: (stack: ReadableStack, deployment: Deployment) => void): Synthesis {
  const app = new App({ outdir: temporaryFolder(), skipValidation: true, stackTraces: false });
  const stack = new ReadableStack(app, 'test');
  build(stack, {
    settings: createSettings(stack),
    awsEnvironment: new AwsEnvironment(stack, 'aws-environment'),
  });
  app.synth();
  return readSynthesis(join(app.outdir, 'stacks', 'test', 'cdk.tf.json'));
}

export function readSynthesis(path: string): Synthesis {
  return { configuration: JSON.parse(readFileSync(path, 'utf8')), folder: dirname(path) };
}

/**
 * Values of the stack for functions in tests. AWS environment, settings, and ARNs of state machines and executions are like a deployment's.
 * All other names and ARNs are invented.
 */
export function exampleValues(deployment: Deployment): StackValues {
  return {
    awsEnvironment: deployment.awsEnvironment,
    settings: deployment.settings,
    bucket: { name: 'data-bucket', arn: 'arn:data-bucket', arnsIn: (folder) => `arn:data-bucket/${folder}*` },
    deletionBucket: { name: 'deletion-bucket', arn: 'arn:deletion-bucket' },
    table: { name: 'record-table', arn: 'arn:record-table' },
    topic: { arn: 'arn:topic' },
    eventBus: { name: 'event-bus', arn: 'arn:event-bus' },
    personalizeRole: { arn: 'arn:personalize-role' },
    scheduling: {
      groupName: 'schedules',
      roleArn: 'arn:schedule-role',
      deadLetterQueueArn: 'arn:dead-letters',
    },
    stateMachineArn: (machine) => stateMachineArn(deployment, machine),
    executionArns: (machine) => executionArns(deployment, machine),
  };
}

/** A function that reads one table. */
export const EXAMPLE_FUNCTION: FunctionDefinition = {
  name: 'example',
  description: 'Reads the record.',
  timeoutSeconds: 17,
  memoryMegabytes: 192,
  environment: (stack) => ({ RECORD_TABLE: stack.table.name }),
  permissions: (stack) => [{ actions: ['dynamodb:GetItem'], resources: [stack.table.arn] }],
};
