import { createHash } from 'node:crypto';
import { joinPointer } from './json-pointer';
import { DELETE_SCHEDULE, type Schedule } from './leaves';
import type { ParameterFile } from './sections';
import { BATCH_WORKFLOWS, type BatchWorkflow, type TaskWorkflow } from './workflows';

/** A scheduled task of a parameter file. */
export interface DesiredTask {
  /** Name of the task and of its schedule in EventBridge Scheduler. */
  readonly name: string;
  readonly workflow: TaskWorkflow;
  /** Input of the workflow, besides the dataset group and the parameter file. */
  readonly input: TaskInput;
  /** Expression `cron(...)` or `rate(...)`. */
  readonly expression: string;
  /** IANA name; absent for the deployment's time zone. */
  readonly timezone?: string;
  /** Minutes, 1 to 1440; absent if the run begins at the scheduled time. */
  readonly flexibleTimeWindowMinutes?: number;
}

export interface TaskInput {
  readonly solution?: string;
  readonly trainingMode?: 'FULL' | 'UPDATE';
  /** JSON pointer to the batch job that the task runs. */
  readonly job?: string;
  /** Name of the recommender that the task starts or stops. */
  readonly recommender?: string;
  readonly operation?: 'START' | 'STOP';
}

/** Maximum length of a schedule's name in EventBridge Scheduler. */
const NAME_LIMIT = 64;
const HASH_LENGTH = 8;

/** Scheduled tasks of a parameter file. The schedule `delete` creates no task. */
export function desiredTasks(file: ParameterFile, group: string): readonly DesiredTask[] {
  const tasks: DesiredTask[] = [];
  const add = (name: string, workflow: TaskWorkflow, input: TaskInput, schedule: Schedule | undefined) => {
    const detail = typeof schedule === 'string' ? { expression: schedule } : schedule;
    if (detail === undefined || detail.expression === DELETE_SCHEDULE) return;
    tasks.push({ name: taskName(name), workflow, input, ...detail });
  };
  add(`personalize-dataset-import-${group}`, 'dataset-import', {}, file.datasetGroup.workflowConfig?.schedules?.import);
  for (const { serviceConfig, workflowConfig } of file.recommenders ?? []) {
    const { name: recommender } = serviceConfig;
    const { start, stop } = workflowConfig?.schedules ?? {};
    for (const [operation, schedule] of [
      ['START', start],
      ['STOP', stop],
    ] as const)
      add(recommenderTask(operation, recommender), 'recommender-operation', { recommender, operation }, schedule);
  }
  for (const [number, section] of (file.solutions ?? []).entries()) {
    const solution = section.serviceConfig.name;
    const { full, update } = section.workflowConfig?.schedules ?? {};
    add(`solution-maintenance-full-${solution}`, 'solution-maintenance', { solution, trainingMode: 'FULL' }, full);
    add(
      `solution-maintenance-update-${solution}`,
      'solution-maintenance',
      { solution, trainingMode: 'UPDATE' },
      update,
    );
    for (const list of ['batchInferenceJobs', 'batchSegmentJobs'] as const) {
      const workflow = BATCH_WORKFLOWS[list];
      for (const [index, { workflowConfig }] of (section[list] ?? []).entries()) {
        const job = joinPointer('/solutions', number, list, index);
        add(batchTaskName(workflow, solution, index), workflow, { solution, job }, workflowConfig?.schedule);
      }
    }
  }
  return tasks;
}

/**
 * Name of the task that runs a solution's batch job, before a long name is shortened. The name for the second job ends
 * in `-2`.
 */
export function batchTaskName(workflow: BatchWorkflow, solution: string, index: number): string {
  return `${workflow}-${solution}${index === 0 ? '' : `-${index + 1}`}`;
}

/** Name of the task that starts or stops a recommender. */
export function recommenderTask(operation: 'START' | 'STOP', recommender: string): string {
  return taskName(`recommender-${operation.toLowerCase()}-${recommender}`);
}

/** Shortens a name that is too long. A hash at the end keeps shortened names distinct. */
function taskName(name: string): string {
  if (name.length <= NAME_LIMIT) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, NAME_LIMIT - HASH_LENGTH - 1)}-${hash}`;
}
