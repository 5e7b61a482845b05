import { LIMITS } from '../../personalize/limits';
import { hyperparameterFault } from '../../personalize/recipes';
import { didYouMean } from '../did-you-mean';
import { joinPointer } from '../json-pointer';
import { isJsonObject, member } from '../json-value';
import { checkMember, type Rule, violationAt } from './rule';

/** Limits of numbers that are strings in the API. */
const HPO_JOBS = {
  maxNumberOfTrainingJobs: LIMITS.hpoTrainings.max,
  maxParallelTrainingJobs: LIMITS.hpoParallelTrainings.max,
};

export const HYPERPARAMETER_RULES: readonly Rule[] = [
  {
    name: 'hyperparameter',
    demands: 'Hyperparameters are those of the recipe.',
    *check({ solutions }) {
      for (const solution of solutions) {
        const { recipe, config } = solution;
        if (!recipe || recipe.domain) continue;
        for (const [section, known] of [
          ['algorithmHyperParameters', recipe.hyperparameters],
          ['featureTransformationParameters', recipe.featureParameters],
        ] as const) {
          const given = member(config.solutionConfig, section);
          if (!known || !isJsonObject(given)) continue;
          for (const [name, value] of Object.entries(given)) {
            const pointer = joinPointer('/solutionConfig', section, name);
            const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
            if (!parameter) {
              const names = Object.keys(known);
              const message = `${recipe.name} has no hyperparameter "${name}"; it has ${names.join(', ') || 'none'}.`;
              yield violationAt(solution, pointer, { atKey: true, message, hint: didYouMean(name, names) });
              continue;
            }
            const fault = typeof value === 'string' ? hyperparameterFault(parameter, value) : undefined;
            if (fault === undefined) continue;
            const message = `The hyperparameter "${name}" is "${value}"; it must be ${fault}.`;
            yield violationAt(solution, pointer, { message });
          }
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
