import type { DatasetType } from '../../../lib/personalize/dataset-types';
import type { Timer } from '../../core/clock';
import { ServiceError } from '../../core/service';
import type { Context } from './context';
import { type Resource, textMember } from './resource';
import { hasNewData } from './types/dataset-import-job';
import { trainedRecipe } from './types/solution';
import { trainingIntervalDays } from './types/solution-config';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Minutes from the call of `follow` that begins automatic training to the first training: a random number in this range. */
const FIRST_RUN_MINUTES = { min: 10, max: 60 };
const DEFAULT_SCHEDULE = 'rate(7 days)';

/**
 * Trains solutions with `performAutoTraining`. The first training starts 10 to 60 minutes after the solution becomes
 * ACTIVE, unless another version was created meanwhile. Later trainings start at the solution's interval, but only if
 * there are new interactions since the last version was created. Solutions of Next-Best-Action need new action
 * interactions instead (developer guide, "Configuring automatic training", 2026-11).
 */
export class AutomaticTraining {
  private readonly timers = new Map<string, { readonly timer: Timer; readonly schedule: string }>();

  /** @param train starts the training of a new version */
  constructor(
    private readonly context: Context,
    private readonly train: (solution: Resource) => void,
  ) {}

  /**
   * Applies the solution's current settings. Automatic training continues unchanged if the schedule is the same; otherwise it stops or
   * starts anew. "If you modify the solution's training frequency, the training schedule resets and a new solution version starts training
   * within the hour" (developer guide, "Updating a solution", 2026-11).
   */
  follow(solution: Resource): void {
    const running = this.timers.get(solution.arn);
    const schedule = solution.members.performAutoTraining === true ? scheduleOf(solution) : undefined;
    if (running?.schedule === schedule) return;
    running?.timer.cancel();
    this.timers.delete(solution.arn);
    if (schedule !== undefined) this.awaitFirstRun(solution);
  }

  private awaitFirstRun(solution: Resource): void {
    const { clock } = this.context.aws;
    const started = clock.now();
    const { min, max } = FIRST_RUN_MINUTES;
    this.at(solution, started + this.context.random.integer(min, max) * MINUTE, () => {
      const versions = this.versions(solution);
      // The first training is unnecessary if a version was created while this timer was running.
      if (!versions.some(({ createdAt }) => createdAt >= started)) this.run(solution);
    });
  }

  private awaitNextRun(solution: Resource): void {
    const days = trainingIntervalDays(scheduleOf(solution));
    this.at(solution, this.context.aws.clock.now() + days * DAY, () => {
      const last = this.versions(solution).at(-1)?.createdAt ?? Number.NEGATIVE_INFINITY;
      const group = textMember(solution, 'datasetGroupArn');
      if (hasNewData(this.context, group, last, trainedOn(solution))) this.run(solution);
    });
  }

  /**
   * Runs an action at a time (epoch milliseconds), and then schedules the next training. If the solution has been deleted by then, nothing
   * happens. The timer is a background timer: the local AWS can become idle before the timer ends.
   */
  private at(solution: Resource, due: number, action: () => void): void {
    const { clock } = this.context.aws;
    const train = () => {
      if (this.context.store.find('solution', solution.arn) !== solution) return;
      action();
      this.awaitNextRun(solution);
    };
    const timer = clock.at(due, train, { background: true });
    this.timers.set(solution.arn, { timer, schedule: scheduleOf(solution) });
  }

  /** Starts a training. If the training cannot start now, it is skipped, e.g. because a dataset is missing or a quota is reached. */
  private run(solution: Resource): void {
    try {
      this.train(solution);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
    }
  }

  private versions({ arn }: Resource): Resource[] {
    return this.context.store.list('solutionVersion', { solutionArn: arn });
  }
}

/** Type of the dataset that must have new data before an automatic training runs again. */
function trainedOn(solution: Resource): DatasetType {
  return trainedRecipe(solution).name === 'aws-next-best-action' ? 'ACTION_INTERACTIONS' : 'INTERACTIONS';
}

function scheduleOf({ members }: Resource): string {
  const config = members.solutionConfig as { autoTrainingConfig?: { schedulingExpression?: string } } | undefined;
  return config?.autoTrainingConfig?.schedulingExpression ?? DEFAULT_SCHEDULE;
}
