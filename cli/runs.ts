import { type AttributeValue, paginateQuery } from '@aws-sdk/client-dynamodb';
import { refusedUnder } from '../record-table/refused-file';
import type { RunStatus } from '../record-table/run-record';
import { taskOfTrigger } from '../record-table/run-trigger';
import type { DeployedAws } from './aws';

/** A run as the record table has it. */
export interface Run {
  readonly datasetGroup: string;
  readonly workflow: string;
  /** `upload`, or that of a task: see `taskOfTrigger`. */
  readonly trigger: string;
  readonly status: RunStatus;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly note?: string;
  /** Why it failed or was refused. */
  readonly cause?: string;
  /** Of a refused file: the dataset group that it names, if it can be read. */
  readonly namedGroup?: string;
  /** ARN of the execution of `run`; absent for refused files. */
  readonly execution?: string;
  /** `s3://bucket/key` of the parameter file. */
  readonly file: string;
  /** Version of the parameter file. */
  readonly fileVersion: string;
}

/** The newest runs of a dataset group, newest first. */
export async function recentRuns(
  aws: DeployedAws,
  datasetGroup: string,
  limit: number,
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for await (const page of pagesOfRuns(aws, datasetGroup, limit)) {
    runs.push(...page);
    if (runs.length >= limit) break;
  }
  return runs.slice(0, limit);
}

/** A version of a parameter file that was uploaded. */
export interface UploadedFile {
  readonly datasetGroup: string;
  readonly key: string;
  readonly fileVersion: string;
}

/** What has become of a version of a parameter file. */
export interface RunsOfFile {
  /** The run of its upload, or its refusal; undefined if there is none (yet, or any more). */
  readonly upload?: Run;
  /** The newest run of each task with that version, by the task's name. Those that were skipped do not count. */
  readonly tasks: ReadonlyMap<string, Run>;
}

/** Runs are recorded under the dataset group, a refusal under the file's folder. */
export async function runsOfFile(
  aws: DeployedAws,
  { datasetGroup, key, fileVersion }: UploadedFile,
): Promise<RunsOfFile> {
  const tasks = new Map<string, Run>();
  for (const partition of new Set([datasetGroup, refusedUnder(key)])) {
    for await (const page of pagesOfRuns(aws, partition)) {
      for (const run of page) {
        if (run.fileVersion !== fileVersion || run.status === 'SKIPPED') continue;
        const task = taskOfTrigger(run.trigger);
        // Whatever ran with this version ran after its upload.
        if (task === undefined) return { upload: run, tasks };
        if (!tasks.has(task)) tasks.set(task, run);
      }
    }
  }
  return { tasks };
}

async function* pagesOfRuns(
  aws: DeployedAws,
  datasetGroup: string,
  pageSize?: number,
): AsyncGenerator<readonly Run[]> {
  const pages = paginateQuery(
    { client: aws.dynamodb, pageSize },
    {
      TableName: aws.names.recordTable,
      ConsistentRead: true,
      ScanIndexForward: false,
      KeyConditionExpression: '#group = :group AND begins_with(#item, :run)',
      ExpressionAttributeNames: { '#group': 'datasetGroup', '#item': 'item' },
      ExpressionAttributeValues: { ':group': { S: datasetGroup }, ':run': { S: 'run#' } },
    },
  );
  for await (const { Items: items = [] } of pages) yield items.map(runOf);
}

function runOf(item: Readonly<Record<string, AttributeValue>>): Run {
  const text = (name: string) => item[name]?.S || undefined;
  const optional = {
    finishedAt: text('finishedAt'),
    note: text('note'),
    cause: text('cause'),
    namedGroup: text('namedGroup'),
    execution: text('execution'),
  };
  return {
    datasetGroup: text('datasetGroup') ?? '',
    workflow: text('workflow') ?? '',
    trigger: text('trigger') ?? '',
    status: (text('status') ?? 'RUNNING') as RunStatus,
    startedAt: text('startedAt') ?? '',
    file: text('file') ?? '',
    fileVersion: text('fileVersion') ?? '',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}
