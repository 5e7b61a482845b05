import { recommenderName, solutionNames } from './names';
import type { Edition, Group, Schedules } from './scenario';

export type TaskKind = 'import' | 'full' | 'update' | 'batch' | 'start' | 'stop';

/** A task that the parameter file describes. */
export interface DesiredTask {
  readonly name: string;
  readonly expression: string;
  /** Time zone of the expression. Default: UTC. */
  readonly timezone?: string;
  readonly flexibleTimeWindowMinutes?: number;
}

type Detail = Omit<DesiredTask, 'name'>;

const TIMES: Readonly<Record<Exclude<Schedules, 'absent' | 'deleted'>, Readonly<Record<TaskKind, Detail>>>> = {
  usual: {
    import: { expression: 'cron(0 */8 * * ? *)' },
    full: { expression: 'cron(0 2 * * ? *)' },
    update: { expression: 'rate(12 hours)' },
    batch: { expression: 'cron(30 3 * * ? *)' },
    start: { expression: 'cron(0 6 * * ? *)' },
    stop: { expression: 'cron(0 20 * * ? *)' },
  },
  dense: {
    import: { expression: 'cron(0 */3 * * ? *)', timezone: 'Europe/Berlin' },
    full: { expression: 'rate(8 hours)' },
    update: { expression: 'cron(30 */6 * * ? *)', flexibleTimeWindowMinutes: 15 },
    batch: { expression: 'rate(5 hours)' },
    start: { expression: 'cron(0 2/6 * * ? *)' },
    stop: { expression: 'cron(20 */6 * * ? *)', timezone: 'Asia/Kolkata' },
  },
  // Trainings are hourly, from the end of the first upload's work until the last step. Virtual time begins on a Monday.
  // An UPDATE needs data that are newer than the full training, so an import comes between the two trainings.
  retraining: {
    import: { expression: 'cron(24 1-4 ? * MON *)' },
    full: { expression: 'cron(0 1-3 ? * MON *)' },
    update: { expression: 'cron(36 1-4 ? * MON *)' },
    batch: { expression: 'cron(50 2 ? * MON *)' },
    start: { expression: 'cron(0 6 ? * MON *)' },
    stop: { expression: 'cron(0 7 ? * MON *)' },
  },
  // A month of the simulation begins and ends soon after midnight. At this time, all work of the day has ended.
  monthly: {
    import: { expression: 'cron(0 1 */3 * ? *)' },
    full: { expression: 'cron(0 3 */7 * ? *)' },
    update: { expression: 'cron(0 6 */4 * ? *)' },
    batch: { expression: 'cron(0 9 */6 * ? *)' },
    start: { expression: 'cron(0 6 */2 * ? *)' },
    stop: { expression: 'cron(0 12 */2 * ? *)' },
  },
};

/** Returns a schedule in the form of the parameter file. */
export function scheduleOf(kind: TaskKind, schedules: Schedules): string | Detail {
  if (schedules === 'absent' || schedules === 'deleted') return 'delete';
  const detail = TIMES[schedules][kind];
  return Object.keys(detail).length === 1 ? detail.expression : detail;
}

/** Returns the tasks in a group's parameter file, with their documented names. */
export function desiredTasks(name: string, group: Group, edition: Edition): readonly DesiredTask[] {
  const { schedules } = edition;
  if (schedules === 'absent' || schedules === 'deleted') return [];
  const times = TIMES[schedules];
  return [
    { name: `personalize-dataset-import-${name}`, ...times.import },
    ...(group.domain
      ? (['start', 'stop'] as const).map((kind) => ({
          name: `recommender-${kind}-${recommenderName(name)}`,
          ...times[kind],
        }))
      : []),
    ...solutionNames({ name, group, edition }).flatMap((solution) => [
      { name: `solution-maintenance-full-${solution}`, ...times.full },
      ...(group.batch === 'segments'
        ? [{ name: `batch-segment-${solution}`, ...times.batch }]
        : [{ name: `solution-maintenance-update-${solution}`, ...times.update }]),
      ...(group.batch === 'inference' ? [{ name: `batch-inference-${solution}`, ...times.batch }] : []),
    ]),
  ];
}
