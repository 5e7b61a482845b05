import { jobArn } from '../../personalize/arn';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import { isFailed } from '../../personalize/statuses';
import type { DataLocation } from '../data-bucket';
import { differences } from '../differences';
import { MissingInput } from '../errors';
import { didTheSame, isMadeHere, jobName } from '../job-name';
import type { Description, Request } from '../personalize-api';
import { describeResource, type Step, solutionOf } from '../step';
import { waitForFilter } from './filter-of-job';
import { findByArn } from './find-by-arn';
import { isSince } from './is-since';
import type { Found, JobKind } from './kind';
import { newestFirst } from './newest-first';
import { onceALook } from './once-a-look';
import { newestActiveVersion, versionsOf } from './solution-versions';
import { wishedMembers } from './wished-members';

/** `numResults` of a job that asks for no number. */
const DEFAULT_RESULTS = 25;

type BatchType = 'batchInferenceJob' | 'batchSegmentJob';

export const batchInferenceJob = batchJob('batchInferenceJob');
export const batchSegmentJob = batchJob('batchSegmentJob');

/** Batch inference and batch segment jobs differ in their names only, as far as this step is concerned. */
function batchJob(type: BatchType): JobKind {
  return {
    type,
    isNamed: true,
    findOwn: async (step) =>
      findByArn(step, type, jobArn(step.scope, type, ownName(step, await inputOf(step)))),
    findEarlier: async (step) => {
      const input = await inputOf(step);
      for await (const job of jobsOf(step, type)) {
        if (didTheSame(String(job.jobName), work(step, input)) || (await isAsGood(step, type, job, input))) {
          return { arn: arnOf(type, job), description: job };
        }
      }
      return undefined;
    },
    createRequest: async (step) => {
      const input = await inputOf(step);
      const { name } = solutionOf(step);
      await waitForFilter(step);
      return {
        ...step.resource.request,
        jobName: ownName(step, input),
        solutionVersionArn: await newestActiveVersion(step, describeResource(step)),
        jobInput: { s3DataSource: { path: input.uri } },
        jobOutput: {
          s3DataDestination: {
            path: step.bucket.batchOutputUri(step.state.datasetGroup.name, name, step.stamp),
          },
        },
        roleArn: step.roleArn,
      };
    },
  };
}

/** Versions cannot be deleted: where trainings go on for years, their jobs are not all asked for. */
const VERSIONS_LOOKED_AT = 10;

/**
 * Jobs with the newest versions of the solution as it is now, newest first: one that was deleted and created again has its
 * ARN, but no version of then. Asked for by version, since the account has those of all solutions.
 */
async function* jobsOf(step: Step, type: BatchType): AsyncGenerator<Description> {
  const active = (await versionsOf(step)).filter(({ status }) => status === 'ACTIVE');
  for (const { solutionVersionArn } of active.slice(0, VERSIONS_LOOKED_AT)) {
    const jobs = await step.personalize.list(type, { solutionVersionArn });
    yield* newestFirst(jobs).filter(({ status: ofJob = '' }) => !isFailed(ofJob));
  }
}

/** A job that this project did not make will do if it read the same input after its last change, with the same settings. */
async function isAsGood(
  step: Step,
  type: BatchType,
  job: Description,
  input: DataLocation,
): Promise<boolean> {
  if (isMadeHere(String(job.jobName))) return false;
  if (!isSince(input, job)) return false;
  const wished = { ...wishedMembers(step), jobInput: { s3DataSource: { path: input.uri } } };
  const detail: Found | undefined = await findByArn(step, type, arnOf(type, job));
  return detail !== undefined && differences(wished, detail.description).length === 0;
}

function arnOf(type: BatchType, job: Description): string {
  return String(job[RESOURCE_TYPES[type].arnMember]);
}

/** @throws MissingInput if the job has nothing to read */
const inputOf = onceALook(async (step): Promise<DataLocation> => {
  const group = step.state.datasetGroup.name;
  const { name } = solutionOf(step);
  const input = await step.bucket.batchInput(group, name);
  if (input === undefined) {
    const expected = step.bucket.batchInputUri(group, name);
    throw new MissingInput(
      describeResource(step),
      `there is nothing to read; expected ${expected}.`,
      'Upload it before the parameter file, or leave the job out.',
    );
  }
  return input;
});

/** Without what Personalize does anyway (developer guide, November 2026): a file that is made from what Describe shows asks for the same. */
function explicitMembers(step: Step): Request {
  const { numResults, ...members } = wishedMembers(step);
  return numResults === undefined || numResults === DEFAULT_RESULTS ? members : { ...members, numResults };
}

/** Of two jobs of a solution that ask for the same, each is made; the order of solutions in the file means nothing. */
function work(step: Step, input: DataLocation): unknown {
  const place = step.resource.pointer.slice(solutionOf(step).solution.pointer.length);
  return [place, explicitMembers(step), input.contents];
}

function ownName(step: Step, input: DataLocation): string {
  return jobName(solutionOf(step).name, step.startedAt, work(step, input));
}
