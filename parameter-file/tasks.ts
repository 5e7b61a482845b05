import { createHash } from 'node:crypto';
import { joinPointer } from './json-pointer';
import { DELETE_SCHEDULE, type Schedule, type ScheduleDetail } from './leaves';
import type { ParameterFile } from './sections';
import { BATCH_WORKFLOWS, type BatchWorkflow, type TaskWorkflow } from './workflows';

/** A scheduled task of a parameter file. */
export interface DesiredTask {
  /** Of the task and of its schedule in EventBridge Scheduler; the names of the AWS solution. */
  readonly name: string;
  readonly workflow: TaskWorkflow;
  /** Input of the workflow besides dataset group and file. */
  readonly input: TaskInput;
  /** `cron(...)` or `rate(...)`. */
  readonly expression: string;
  /** IANA name; the deployment's time zone if absent. */
  readonly timezone?: string;
  /** 1 to 1440; at the scheduled time if absent. */
  readonly flexibleTimeWindowMinutes?: number;
}

export interface TaskInput {
  readonly solution?: string;
  readonly trainingMode?: 'FULL' | 'UPDATE';
  /** JSON pointer of the batch job that the task runs. */
  readonly job?: string;
}

/** EventBridge Scheduler's limit for names of schedules. */
const NAME_LIMIT = 64;
const HASH_LENGTH = 8;

/** The tasks of a parameter file; a schedule `delete` creates none. */
export function desiredTasks(file: ParameterFile, group: string): readonly DesiredTask[] {
  return [
    ...task(
      `personalize-dataset-import-${group}`,
      'dataset-import',
      {},
      file.datasetGroup.workflowConfig?.schedules?.import,
    ),
    ...(file.solutions ?? []).flatMap((section, index) => {
      const solution = section.serviceConfig.name;
      const pointer = joinPointer('/solutions', index);
      const { full, update } = section.workflowConfig?.schedules ?? {};
      return [
        ...task(
          `solution-maintenance-full-${solution}`,
          'solution-maintenance',
          { solution, trainingMode: 'FULL' },
          full,
        ),
        ...task(
          `solution-maintenance-update-${solution}`,
          'solution-maintenance',
          { solution, trainingMode: 'UPDATE' },
          update,
        ),
        ...batchTasks(
          BATCH_WORKFLOWS.batchInferenceJobs,
          solution,
          joinPointer(pointer, 'batchInferenceJobs'),
          section.batchInferenceJobs,
        ),
        ...batchTasks(
          BATCH_WORKFLOWS.batchSegmentJobs,
          solution,
          joinPointer(pointer, 'batchSegmentJobs'),
          section.batchSegmentJobs,
        ),
      ];
    }),
  ];
}

/** Name of the task of a solution's batch job, at full length; the second job's name ends in `-2`. */
export function batchTaskName(workflow: BatchWorkflow, solution: string, index: number): string {
  return `${workflow}-${solution}${index === 0 ? '' : `-${index + 1}`}`;
}

/** One task per job. */
function batchTasks(
  workflow: BatchWorkflow,
  solution: string,
  list: string,
  jobs: readonly { readonly workflowConfig?: { readonly schedule?: Schedule } }[] = [],
): readonly DesiredTask[] {
  return jobs.flatMap(({ workflowConfig }, index) => {
    const name = batchTaskName(workflow, solution, index);
    return task(name, workflow, { solution, job: joinPointer(list, index) }, workflowConfig?.schedule);
  });
}

function task(
  name: string,
  workflow: TaskWorkflow,
  input: TaskInput,
  schedule: Schedule | undefined,
): readonly DesiredTask[] {
  if (schedule === undefined) return [];
  const detail: ScheduleDetail = typeof schedule === 'string' ? { expression: schedule } : schedule;
  return detail.expression === DELETE_SCHEDULE ? [] : [{ name: taskName(name), workflow, input, ...detail }];
}

/** Cuts a name that is too long and ends it in a hash of the whole, so that two long names stay different. */
function taskName(name: string): string {
  if (name.length <= NAME_LIMIT) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, NAME_LIMIT - HASH_LENGTH - 1)}-${hash}`;
}
