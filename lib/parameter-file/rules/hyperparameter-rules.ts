import { LIMITS } from '../../personalize/limits';
import { hyperparameterFault } from '../../personalize/recipes';
import { didYouMean } from '../did-you-mean';
import { joinPointer, resolvePointer } from '../json-pointer';
import { isJsonObject, type JsonObject, member } from '../json-value';
import { checkMember, type Rule, violationAt } from './rule';

/** Maximum of each member of `hpoResourceConfig`. The API carries these numbers as strings. */
const HPO_JOBS = {
  maxNumberOfTrainingJobs: LIMITS.hpoTrainings.max,
  maxParallelTrainingJobs: LIMITS.hpoParallelTrainings.max,
};

const RANGE_LISTS = [
  'integerHyperParameterRanges',
  'continuousHyperParameterRanges',
  'categoricalHyperParameterRanges',
] as const;

export const HYPERPARAMETER_RULES: readonly Rule[] = [
  {
    name: 'hyperparameter',
    demands: 'Hyperparameters are those of the recipe.',
    *check({ solutions }) {
      for (const solution of solutions) {
        const { recipe, config } = solution;
        if (!recipe || recipe.domain) continue;
        for (const [parameters, known] of [
          [fixedParameters(config, 'algorithmHyperParameters'), recipe.hyperparameters],
          [fixedParameters(config, 'featureTransformationParameters'), recipe.featureParameters],
          [recipe.hpo === true ? searchedNames(config) : [], recipe.hyperparameters],
        ] as const) {
          if (!known) continue;
          for (const { name, pointer, atKey, values } of parameters) {
            const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
            if (!parameter) {
              const names = Object.keys(known);
              const message = `${recipe.name} has no hyperparameter "${name}"; it has ${names.join(', ') || 'none'}.`;
              yield violationAt(solution, pointer, { atKey, message, hint: didYouMean(name, names) });
              continue;
            }
            for (const [at, value] of values) {
              const fault = typeof value === 'string' ? hyperparameterFault(parameter, value) : undefined;
              if (fault === undefined) continue;
              const message = `The hyperparameter "${name}" is "${value}"; it must be ${fault}.`;
              yield violationAt(solution, at, { message });
            }
          }
        }
      }
    },
  },
  {
    name: 'hpo-bounds',
    severity: 'warning',
    demands: 'A search for hyperparameters stays within the values that the recipe allows.',
    *check({ solutions }) {
      for (const solution of solutions) {
        const { recipe, config } = solution;
        if (!recipe || recipe.domain || recipe.hpo !== true) continue;
        for (const { range, pointer } of searchedRanges(config)) {
          const parameter = recipe.hyperparameters?.[parameterOf(range)];
          for (const [at, value] of valuesOf(range)) {
            const fault = parameter && hyperparameterFault(parameter, value);
            if (fault === undefined) continue;
            const message = `The search for "${range.name}" includes "${value}"; the documented values are ${fault}.`;
            yield violationAt(solution, `${pointer}${at}`, { message });
          }
        }
      }
    },
  },
  {
    name: 'hpo-range',
    demands: 'The minValue of a range of hyperparameters is not above its maxValue.',
    *check({ solutions }) {
      for (const solution of solutions) {
        for (const { range, pointer } of searchedRanges(solution.config)) {
          const { minValue, maxValue } = range;
          if (typeof minValue !== 'number' || typeof maxValue !== 'number' || minValue <= maxValue) continue;
          const message = `"minValue" is ${minValue}, above "maxValue", which is ${maxValue}.`;
          yield violationAt(solution, joinPointer(pointer, 'minValue'), { message });
        }
      }
    },
  },
  {
    name: 'hpo-recipe',
    demands: 'The recipe supports performHPO.',
    warns: 'for recipes named -v2.',
    check: ({ solutions }) =>
      checkMember(solutions, '/performHPO', (value, { recipe }) => {
        if (value !== true || !recipe || recipe.domain || (recipe.hpo ?? true) === true) return undefined;
        if (recipe.hpo === false) {
          const message = `${recipe.name} does not support hyperparameter optimization.`;
          return { message, hint: 'Leave performHPO out, or use another recipe.' };
        }
        const message = `performHPO has no effect with ${recipe.name}: Personalize optimizes its hyperparameters every 90 days if the solution trains automatically, and never otherwise.`;
        return { severity: 'warning', message, hint: 'Leave performHPO out.' };
      }),
  },
  {
    name: 'hpo-jobs',
    demands: `A search for hyperparameters has at most ${HPO_JOBS.maxNumberOfTrainingJobs} trainings, ${HPO_JOBS.maxParallelTrainingJobs} at once.`,
    *check({ solutions }) {
      for (const [name, limit] of Object.entries(HPO_JOBS)) {
        yield* checkMember(solutions, `/solutionConfig/hpoConfig/hpoResourceConfig/${name}`, (value) => {
          if (typeof value !== 'string') return undefined;
          const fits = /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= limit;
          if (fits) return undefined;
          return { message: `"${name}" is "${value}"; it must be a whole number from 1 to ${limit}, as a string.` };
        });
      }
    },
  },
];

/** Values that the file gives a hyperparameter. Pointers begin at the `serviceConfig`. */
interface GivenParameter {
  readonly name: string;
  /**
   * Pointer to the string that has the name. If the name is a key (`atKey`), this is the pointer to the value of the
   * key.
   */
  readonly pointer: string;
  readonly atKey: boolean;
  readonly values: readonly (readonly [pointer: string, value: unknown])[];
}

function fixedParameters({ solutionConfig }: JsonObject, section: string): readonly GivenParameter[] {
  const given = member(solutionConfig, section);
  return Object.entries(isJsonObject(given) ? given : {}).map(([name, value]) => {
    const pointer = joinPointer('/solutionConfig', section, name);
    return { name, pointer, atKey: true, values: [[pointer, value]] };
  });
}

function searchedNames(config: JsonObject): readonly GivenParameter[] {
  return searchedRanges(config).map(({ range, pointer }) => {
    return { name: parameterOf(range), pointer: joinPointer(pointer, 'name'), atKey: false, values: [] };
  });
}

/** Name of the hyperparameter, without the prefix that Personalize's Describe operations add, as in `training.bptt`. */
function parameterOf({ name }: JsonObject): string {
  return String(name).slice(String(name).lastIndexOf('.') + 1);
}

/** Bounds of a numeric range, or words of a categorical range. Each has its JSON pointer, which begins at the range. */
function valuesOf({ minValue, maxValue, values }: JsonObject): readonly (readonly [string, string | number])[] {
  const words = Array.isArray(values) ? values.map((word, index) => [joinPointer('/values', index), word]) : [];
  return [['/minValue', minValue], ['/maxValue', maxValue], ...words].flatMap(([at, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[String(at), value] as const] : [],
  );
}

/**
 * Ranges of hyperparameters that a training searches. Empty without `performHPO`, because the ranges then have no
 * effect.
 */
function searchedRanges(config: JsonObject) {
  return RANGE_LISTS.flatMap((list) => {
    const pointer = joinPointer('/solutionConfig/hpoConfig/algorithmHyperParameterRanges', list);
    const ranges = config.performHPO === true ? resolvePointer(config, pointer) : undefined;
    return (Array.isArray(ranges) ? ranges : []).flatMap((range, index) =>
      isJsonObject(range) && typeof range.name === 'string' ? { range, pointer: joinPointer(pointer, index) } : [],
    );
  });
}
