import { RESOURCE_TYPES, type ResourceType } from '../personalize/resource-types';
import { quotaAdvice } from '../personalize/service-quotas';
import { STOPPED_BY_DESTROY } from '../record-table/destructions';
import {
  DATA_ACCEPT_TRIGGER,
  DELETION_TRIGGER,
  PRUNE_TRIGGER,
  taskOfTrigger,
  UPLOAD_TRIGGER,
} from '../record-table/run-request';
import type { Failure } from '../record-table/runs';

/**
 * @param again instruction to repeat the run, e.g. `apply the parameter file again`
 * @param cause cause of the failure
 */
type Advice = (again: string, run: FailedRun, cause: string) => string;

const ADVICE: Readonly<Record<string, Advice>> = {
  ResourceFailed: (again) => `Fix the cause that Amazon Personalize gives, then ${again}.`,
  ResourceConflict: (again) => `Change the parameter file or the resource as the message says, then ${again}.`,
  MissingInput: (again) => `Add what the message says, then ${again}.`,
  InvalidData: (again, _run, cause) =>
    cause.includes('`personalize-mlops data accept ')
      ? `Accept the csv files with the command in the message, or fix them as it says, then ${again}.`
      : `Fix the csv files as the message says, then ${again}.`,
  StepBroke: (again, { id }) => `Check the logs, \`personalize-mlops logs ${id}\`; then ${again}.`,
  WaitedTooLong: () => 'Follow the advice in the message.',
  InvalidDeletion: (again) => `Fix the csv as the message says, then ${again}.`,
  OtherFileInForce: () =>
    'To let this file take over, do one of the two things in the message. To keep the other file, do nothing.',
  InvalidEvent: () =>
    'Correct the input of the execution, or use `personalize-mlops retry`, `schedules run` or `versions promote`.',
  InvalidParameterFile: () => 'Fix the parameter file and apply it again.',
  DecisionRefused: () =>
    'The decision was not recorded. Check earlier decisions with `personalize-mlops versions list SOLUTION`, then decide again.',
  AcceptanceRefused: (_again, { datasetGroup }) =>
    `If the upload refuses the data too, decide again. \`personalize-mlops status ${datasetGroup} --data\` shows what the upload has checked.`,
  // The concurrency limit of Lambda causes this error:
  // https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html, 2026-11.
  'Lambda.TooManyRequestsException': (again) =>
    `The quota of concurrent Lambda executions in this account and region is too low, or other functions use it up. Request a higher quota: \`aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 100\`; then ${again}.`,
  NoSuchVersion: () =>
    'The version of the parameter file that this run reads was deleted from the data bucket. Upload the parameter file again, or remove the dataset group: `personalize-mlops destroy DATASET_GROUP`.',
  RunStopped: (again) => `To run it again, ${again}.`,
  RunTimedOut: (again, { id }) => `\`personalize-mlops runs show ${id}\` shows what it waited for; then ${again}.`,
};
const OTHER_ADVICE: Advice = (again, { id }) =>
  `The parameter file is not the cause. Check the logs, \`personalize-mlops logs ${id}\`; then ${again}.`;

/** Errors of runs that were stopped or timed out. */
const CUT_SHORT: readonly string[] = ['RunStopped', 'RunTimedOut'];

interface FailedRun {
  readonly id: string;
  readonly datasetGroup: string;
  readonly trigger: string;
  /** True if the run has put its file in force; undefined if this is unknown. */
  readonly isInForce?: boolean;
}

/** Text for users that says what to do about a failed run or a refused file. */
export function adviceOn(failure: Failure, run: FailedRun): string {
  if (failure.cause.includes(STOPPED_BY_DESTROY))
    return 'Nothing. `personalize-mlops destroy` stopped this run, to delete the dataset group.';
  const again = howToRunAgain(run, failure);
  const advice = isQuota(failure)
    ? `${quotaAdvice(typeIn(failure.cause), 'active')} Then ${again}.`
    : (ADVICE[failure.error] ?? OTHER_ADVICE)(again, run, failure.cause);
  return `${advice} ${run.trigger === PRUNE_TRIGGER ? 'What was deleted stays deleted.' : 'Existing resources that match are not changed.'}`;
}

/** True if the run failed at a quota of Personalize. Runs do not wait for such a quota, because it limits existing resources. */
function isQuota({ error, cause }: Failure): boolean {
  return error === 'ResourceFailed' && cause.includes('LimitExceededException');
}

/** Resource type named at the start of a cause. {@link describeResource} writes this start. */
function typeIn(cause: string): ResourceType | undefined {
  const types = Object.keys(RESOURCE_TYPES) as ResourceType[];
  return types.find((type) => cause.startsWith(`${RESOURCE_TYPES[type].title.toLowerCase()} '`));
}

/**
 * Instruction to repeat the run. Applying the file creates missing resources. Only a run of a task repeats the jobs of
 * this task, e.g. batch jobs.
 */
function howToRunAgain({ trigger, datasetGroup, isInForce }: FailedRun, { error }: Failure): string {
  // `retry` runs the file in force. This file is not in force if a conflict has refused it, or if its run ended before the file was put in force.
  const isUnused = trigger === UPLOAD_TRIGGER && !(isInForce ?? !CUT_SHORT.includes(error));
  const mayNotBeInForce = error === 'ResourceConflict' || isUnused;
  const retry = mayNotBeInForce ? '' : `, or run it as it is: \`personalize-mlops retry ${datasetGroup}\``;
  const file = `apply the parameter file again${retry}`;
  if (trigger === PRUNE_TRIGGER) return 'run `personalize-mlops apply --prune` again';
  if (trigger === DELETION_TRIGGER) return 'upload the csv of users again';
  // This run may have failed before it recorded the acceptance. Then other runs refuse the data again.
  if (trigger === DATA_ACCEPT_TRIGGER)
    return `accept the data again: \`personalize-mlops data accept ${datasetGroup} --reason TEXT\` (if it finds no refused data: \`personalize-mlops retry ${datasetGroup}\`)`;
  const task = taskOfTrigger(trigger);
  return task === undefined ? file : `run the task: \`personalize-mlops schedules run ${task}\`, or ${file}`;
}
