import type { CreateBatchInferenceJobRequest, CreateBatchSegmentJobRequest } from '@aws-sdk/client-personalize';
import { jobArn } from '../../../../lib/personalize/arn';
import type { Recipe } from '../../../../lib/personalize/recipes';
import { runBatchJob } from '../batch/batch-job';
import type { Context } from '../context';
import { parseS3Path } from '../data/bucket';
import type { Draft, EmulatedType } from '../emulated-type';
import { invalidInput } from '../errors';
import { assertUsable } from '../filter-restrictions';
import { BATCH_INPUT, BATCH_RESULTS } from '../limits';
import { recipeOf } from '../recipe-of';
import { REGIONS_WITH_THEMES } from '../regions';
import { type Resource, textMember } from '../resource';
import type { ValidatedInput } from '../validated-input';
import { parsedFilter } from './filter';

export const batchInferenceJob: EmulatedType = {
  type: 'batchInferenceJob',

  draft(input, context) {
    const request = input as unknown as ValidatedInput<CreateBatchInferenceJobRequest>;
    const version = context.active('CreateBatchInferenceJob', 'solutionVersion', request.solutionVersionArn);
    const recipe = recipeOf(version);
    if (!recipe.batchInference) {
      throw invalidInput(`Versions of recipe ${recipe.name} cannot be used for batch inference.`);
    }
    assertThemes(request, recipe, context.scope.region);
    assertResults(request.numResults, BATCH_RESULTS.inference);
    const mode = request.batchInferenceJobMode ?? 'BATCH_INFERENCE';
    return draftJob('batchInferenceJob', request, version, context, { batchInferenceJobMode: mode });
  },

  creation(job, context) {
    const themes = job.members.batchInferenceJobMode === 'THEME_GENERATION';
    const quotas = themes ? BATCH_INPUT.themes : BATCH_INPUT.inference;
    return { work: () => carryOut(job, context, themes, quotas) };
  },
};

export const batchSegmentJob: EmulatedType = {
  type: 'batchSegmentJob',

  draft(input, context) {
    const request = input as unknown as ValidatedInput<CreateBatchSegmentJobRequest>;
    const version = context.active('CreateBatchSegmentJob', 'solutionVersion', request.solutionVersionArn);
    const recipe = recipeOf(version);
    if (!recipe.batchSegment) {
      throw invalidInput(`Versions of recipe ${recipe.name} cannot be used for batch segments.`);
    }
    assertResults(request.numResults, BATCH_RESULTS.segment);
    return draftJob('batchSegmentJob', request, version, context, {});
  },

  creation(job, context) {
    const { name } = recipeOf(job);
    const { attributeSegments, itemSegments } = BATCH_INPUT;
    const quotas = name === 'aws-item-attribute-affinity' ? attributeSegments : itemSegments;
    return { work: () => carryOut(job, context, false, quotas) };
  },
};

async function carryOut(
  job: Resource,
  context: Context,
  themes: boolean,
  quotas: { readonly files: number; readonly linesPerFile: number },
): Promise<Record<string, never>> {
  await runBatchJob(job, context, { recipe: recipeOf(job), themes, quotas });
  return {};
}

function draftJob(
  type: 'batchInferenceJob' | 'batchSegmentJob',
  request: ValidatedInput<CreateBatchInferenceJobRequest> | ValidatedInput<CreateBatchSegmentJobRequest>,
  version: Resource,
  context: Context,
  members: Readonly<Record<string, unknown>>,
): Draft {
  const datasetGroupArn = textMember(version, 'datasetGroupArn');
  const inputPath = request.jobInput.s3DataSource.path;
  const outputPath = request.jobOutput.s3DataDestination.path;
  if (parseS3Path(inputPath) === undefined) throw invalidInput('Invalid S3 input path');
  if (parseS3Path(outputPath) === undefined) throw invalidInput('Invalid S3 output path');
  if (inputPath === outputPath) throw invalidInput(`Input and output path are the same: ${inputPath}.`);
  if (request.filterArn !== undefined) {
    const operation = type === 'batchInferenceJob' ? 'CreateBatchInferenceJob' : 'CreateBatchSegmentJob';
    const filter = context.active(operation, 'filter', request.filterArn);
    if (filter.members.datasetGroupArn !== datasetGroupArn) {
      throw invalidInput(`Filter ${filter.arn} belongs to another dataset group than ${version.arn}.`);
    }
    assertUsable(parsedFilter(textMember(filter, 'filterExpression')), recipeOf(version).name);
  }
  return {
    arn: jobArn(context.scope, type, request.jobName),
    name: request.jobName,
    members: { ...members, datasetGroupArn, recipeArn: textMember(version, 'recipeArn') },
  };
}

function assertThemes(
  { batchInferenceJobMode, themeGenerationConfig }: ValidatedInput<CreateBatchInferenceJobRequest>,
  recipe: Recipe,
  region: string,
): void {
  if (batchInferenceJobMode !== 'THEME_GENERATION') return;
  if (!recipe.themes) throw invalidInput(`Versions of recipe ${recipe.name} cannot be used to generate themes.`);
  if (!REGIONS_WITH_THEMES.has(region)) throw invalidInput(`THEME_GENERATION is not available in ${region}.`);
  if (themeGenerationConfig === undefined) {
    throw invalidInput('themeGenerationConfig must be given when batchInferenceJobMode is THEME_GENERATION.');
  }
}

function assertResults(numResults: number | undefined, max: number): void {
  if (numResults === undefined || (numResults >= 1 && numResults <= max)) return;
  const most = Number.isFinite(max) ? ` and at most ${max}` : '';
  throw invalidInput(`numResults is ${numResults}; it must be at least 1${most}.`);
}
