import { filterArn, jobArn } from '../../personalize/arn';
import { THEME_REGIONS } from '../../personalize/regions';
import { isFailed } from '../../personalize/statuses';
import { type Description, newestFirst, type Request } from '../account/personalize-api';
import { versionsOf } from '../account/solution-versions';
import { MissingInput } from '../errors';
import { promotedVersion } from '../promotion/serving-version';
import { describeResource, oncePerPoll, type Step, solutionOf } from '../step';
import { differences } from './differences';
import { assertFilterIsHere, waitForFilter } from './filter-of-job';
import { isOwnJobName, jobName } from './job-name';
import { findByArn, found, type JobResource } from './resource-type';
import { type JobWork, readersOf } from './verified-read';

const DEFAULT_RESULTS = 25;

type BatchType = 'batchInferenceJob' | 'batchSegmentJob';

export const batchInferenceJob = batchJob('batchInferenceJob');
export const batchSegmentJob = batchJob('batchSegmentJob');

/** Strategy for batch inference jobs and batch segment jobs. In this file, they differ only in their types. */
function batchJob(type: BatchType): JobResource {
  return {
    type,
    isNamed: true,
    findOwn: async (step) => findByArn(step, type, jobArn(step.scope, type, ownName(step, await workOf(step)))),
    findEarlier: async (step) => {
      const work = await workOf(step);
      const hasRead = await readersOf(step, work);
      for await (const job of jobsOf(step, type)) {
        if (hasRead(job) && (await replacesNewJob(step, type, job, work))) return found(type, job);
      }
      return undefined;
    },
    // `workOf` is wrapped in a function, because the constant is defined below and has no value yet.
    workOf: (step) => workOf(step),
    assertInput: async (step) => {
      const { filterArn: filter, batchInferenceJobMode: mode } = requestOf(step);
      assertFilterIsHere(step, filter);
      assertModeIsHere(step, mode);
    },
    estimate: async () => ({ unit: 'batchJobs', amount: 1 }),
    createRequest: async (step) => {
      const work = await workOf(step);
      const { name } = solutionOf(step);
      const request = requestOf(step);
      await waitForFilter(step, request.filterArn);
      return {
        ...request,
        jobName: ownName(step, work),
        solutionVersionArn: await promotedVersion(step),
        jobInput: { s3DataSource: { path: work.data.uri } },
        jobOutput: {
          s3DataDestination: { path: step.bucket.batchOutputUri(step.state.datasetGroup.name, name, step.stamp) },
        },
        roleArn: step.roleArn,
      };
    },
  };
}

/** The job's request from the file, with the ARN of the filter in place of `filterName`. */
function requestOf({ resource, scope }: Pick<Step, 'resource' | 'scope'>): Request {
  const { filterName, ...request } = resource.request;
  return filterName === undefined ? request : { ...request, filterArn: filterArn(scope, String(filterName)) };
}

/** @throws MissingInput if the job generates themes, which Personalize does not offer in this region */
function assertModeIsHere(step: Step, mode: unknown): void {
  const { region } = step.scope;
  if (mode !== 'THEME_GENERATION' || THEME_REGIONS.includes(region)) return;
  const problem = `Personalize does not generate themes in ${region}.`;
  const resolution = `Leave batchInferenceJobMode and themeGenerationConfig out, or deploy in one of ${THEME_REGIONS.join(', ')}.`;
  throw new MissingInput(describeResource(step), problem, resolution);
}

/** Number of newest versions whose jobs are listed. Not all versions are read, because versions cannot be deleted and accumulate over the years. */
const VERSIONS_CHECKED = 10;

/**
 * Jobs of the solution's newest ACTIVE versions, without failed jobs. Jobs of the newest version come first. The jobs of
 * other solutions belong to other versions, and so do the jobs of a deleted solution with the same name.
 */
async function* jobsOf(step: Step, type: BatchType): AsyncGenerator<Description> {
  const active = (await versionsOf(step)).filter(({ status }) => status === 'ACTIVE');
  for (const { solutionVersionArn } of active.slice(0, VERSIONS_CHECKED)) {
    const jobs = await step.personalize.list(type, { solutionVersionArn });
    yield* newestFirst(jobs).filter(({ status: ofJob = '' }) => !isFailed(ofJob));
  }
}

/**
 * True if the job makes a new job unnecessary. {@link readersOf} must have accepted the job. For jobs of this project,
 * `readersOf` has also compared the settings. The settings of all other jobs are compared here.
 */
async function replacesNewJob(step: Step, type: BatchType, job: Description, { data }: JobWork): Promise<boolean> {
  if (isOwnJobName(String(job.jobName))) return true;
  const { tags: _, ...members } = requestOf(step);
  const desired = { ...members, jobInput: { s3DataSource: { path: data.uri } } };
  const detail = await findByArn(step, type, found(type, job).arn);
  return detail !== undefined && differences(desired, detail.description).length === 0;
}

/**
 * The job's request without tags. `numResults` is left out too if it has the default value (developer guide, 2026-11), so
 * that a file with the default value and a file without `numResults` describe the same work.
 */
export function explicitMembers(step: Pick<Step, 'resource' | 'scope'>): Request {
  const { tags: _, numResults, ...members } = requestOf(step);
  return numResults === undefined || numResults === DEFAULT_RESULTS ? members : { ...members, numResults };
}

/**
 * Work of the batch job. The job's place in its solution is part of the work, so if a solution has two equal jobs, both
 * are created. The order of solutions in the file does not matter.
 * @throws MissingInput if the job's input is missing
 */
const workOf = oncePerPoll(async (step: Step): Promise<JobWork> => {
  const { type, pointer } = step.resource;
  const group = step.state.datasetGroup.name;
  const { name, solution } = solutionOf(step);
  const data = await step.bucket.batchInput(group, name);
  if (data === undefined) {
    const problem = `its input was not found; expected ${step.bucket.batchInputUri(group, name)}.`;
    const resolution = 'Upload the input before the parameter file, or remove the job from the file.';
    throw new MissingInput(describeResource(step), problem, resolution);
  }
  const place = pointer.slice(solution.pointer.length);
  return { subject: `${type}#${name}${place}`, content: [place, explicitMembers(step), data.contents], data };
});

function ownName(step: Step, { content }: JobWork): string {
  return jobName(solutionOf(step).name, step.startedAt, content);
}
