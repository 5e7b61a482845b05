import type { JsonObject } from '../../parameter-file/json-value';
import { solutionArn } from '../../personalize/arn';
import { AUTO_TRAINING_RATE, withDefaults } from '../../personalize/default-members';
import { findRecipe } from '../../personalize/recipes';
import type { Request } from '../account/personalize-api';
import { inGroup, solutionOf } from '../step';
import { desiredMembers, differences, renamingResolution } from './differences';
import { type NamedResource, named } from './resource-type';

const UPDATABLE = ['performAutoTraining', 'performIncrementalUpdate'];
/** Parts of `solutionConfig` that UpdateSolution can change. Its request has them in `solutionUpdateConfig`. */
const UPDATABLE_CONFIG = ['autoTrainingConfig', 'eventsConfig'];

export const solution: NamedResource = {
  ...named('solution', ({ scope, resource }) => solutionArn(scope, resource.name), inGroup),
  isActiveAtOnce: true,
  neededDatasets: (step) => findRecipe(solutionOf(step).recipeArn)?.needs ?? [],
  /** Compares `solutionConfig` part by part, because UpdateSolution can change some parts but not all. */
  differences: async (step, { description }) => {
    const { solutionConfig = {}, ...members } = desiredMembers(step) as Request & { solutionConfig?: JsonObject };
    const actual = (description.solutionConfig ?? {}) as JsonObject;
    const isAutomatic = members.performAutoTraining === true;
    const defaults = isAutomatic ? { autoTrainingConfig: { schedulingExpression: AUTO_TRAINING_RATE } } : {};
    return [
      ...differences({ ...members, ...inGroup(step) }, description),
      ...differences(
        withDefaults(plainRangeNames(solutionConfig), defaults),
        withDefaults(plainRangeNames(actual), defaults),
      ),
    ];
  },
  updatable: [...UPDATABLE, ...UPDATABLE_CONFIG],
  updateRequest: (_step, { arn }, changes) => {
    const among = (members: readonly string[]) =>
      Object.fromEntries(
        changes.flatMap(({ member, desired }) => (members.includes(member) ? [[member, desired]] : [])),
      );
    const config = among(UPDATABLE_CONFIG);
    const updated = Object.keys(config).length > 0 && { solutionUpdateConfig: config };
    return { solutionArn: arn, ...among(UPDATABLE), ...updated };
  },
  /**
   * Note for users that an automatic training begins. If the change switches automatic training on, another training that
   * begins first may take the place of the first automatic training. Sources: developer guide, "Configuring automatic
   * training" and "Updating a solution to change its automatic training configuration", 2026-11.
   */
  noteOnChange: async ({ resource }, changes) => {
    const begins = changes?.some(({ member }) => member === 'performAutoTraining') ?? true;
    const restarts = changes?.some(({ member }) => member === 'autoTrainingConfig');
    if (resource.request.performAutoTraining !== true || (!begins && !restarts)) return undefined;
    const note = 'a billed automatic training starts within an hour';
    return begins ? `${note}, unless another training of the solution begins first` : note;
  },
  resolution: renamingResolution('solution'),
};

/** Removes the prefix that Describe adds to the names of hyperparameter ranges. For example, Describe shows `training.bptt` for `bptt`. */
export function plainRangeNames(config: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(config), (key, value) =>
    key === 'name' && typeof value === 'string' ? value.slice(value.lastIndexOf('.') + 1) : value,
  );
}
