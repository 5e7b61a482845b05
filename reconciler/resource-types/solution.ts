import type { JsonObject } from '../../parameter-file/json-value';
import { solutionArn } from '../../personalize/arn';
import { findRecipe } from '../../personalize/recipes';
import { inGroup, type Step, solutionOf } from '../step';
import { type Difference, desiredMembers, differences } from './differences';
import type { Description, Request } from './personalize-api';
import { type NamedResource, named } from './resource-type';

/** The parts of `solutionConfig` that UpdateSolution takes, as `solutionUpdateConfig`. */
const UPDATABLE_CONFIG = ['autoTrainingConfig', 'eventsConfig'] as const;

export const solution: NamedResource = {
  ...named('solution', ({ scope, resource }) => solutionArn(scope, resource.name), inGroup),
  neededDatasets: (step) => findRecipe(solutionOf(step).recipeArn)?.needs ?? [],
  differences: async (step, { description }) => solutionDifferences(step, description),
  updatable: ['performAutoTraining', 'performIncrementalUpdate', ...UPDATABLE_CONFIG],
  updateRequest: (_step, { arn }, changes) => {
    const value = (member: string) => changes.find((change) => change.member === member)?.desired;
    const config = defined(Object.fromEntries(UPDATABLE_CONFIG.map((member) => [member, value(member)])));
    return {
      solutionArn: arn,
      ...defined({
        performAutoTraining: value('performAutoTraining'),
        performIncrementalUpdate: value('performIncrementalUpdate'),
      }),
      ...(Object.keys(config).length > 0 && { solutionUpdateConfig: config }),
    };
  },
  resolution:
    'Personalize cannot change this of a solution, and its name is shared by the whole account and region: set the file back, or give the solution another name.',
};

/** Compares `solutionConfig` part by part, since some parts can be updated and others cannot. */
function solutionDifferences(step: Step, description: Description): readonly Difference[] {
  const { solutionConfig = {}, ...members } = desiredMembers(step) as { solutionConfig?: JsonObject };
  const actual = (description.solutionConfig ?? {}) as JsonObject;
  return [
    ...differences({ ...members, ...inGroup(step) }, description),
    ...differences(plainRangeNames(solutionConfig), plainRangeNames(actual)),
  ];
}

/** Describe shows the names of hyperparameter ranges with a prefix: `training.bptt` for `bptt`. */
export function plainRangeNames(config: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(config), (key, value) =>
    key === 'name' && typeof value === 'string' ? value.slice(value.lastIndexOf('.') + 1) : value,
  );
}

function defined(members: Request): Request {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
