import { hyperparameterFault } from '../../personalize/hyperparameters';
import { LIMITS } from '../../personalize/limits';
import { didYouMean } from '../did-you-mean';
import { joinPointer } from '../json-pointer';
import { isJsonObject, member } from '../json-value';
import type { Rule } from './rule';

/** The API carries numbers as text. */
const HPO_JOBS = {
  maxNumberOfTrainingJobs: LIMITS.hpoTrainings.max,
  maxParallelTrainingJobs: LIMITS.hpoParallelTrainings.max,
};

export const HYPERPARAMETER_RULES: readonly Rule[] = [
  {
    name: 'hyperparameter',
    severity: 'error',
    demands: 'Hyperparameters are those of the recipe, and have values within its ranges.',
    *check({ solutions }) {
      for (const { recipe, config, configPointer } of solutions) {
        const given = member(config.solutionConfig, 'algorithmHyperParameters');
        const known = recipe?.domain ? undefined : recipe?.hyperparameters;
        if (!known || !isJsonObject(given)) continue;
        for (const [name, value] of Object.entries(given)) {
          const path = joinPointer(configPointer, 'solutionConfig', 'algorithmHyperParameters', name);
          const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
          if (!parameter) {
            const names = Object.keys(known);
            yield {
              path,
              atKey: true,
              value,
              message: `${recipe?.name} has no hyperparameter "${name}"; it has ${names.join(', ') || 'none'}.`,
              hint: didYouMean(name, names),
            };
            continue;
          }
          const fault = typeof value === 'string' ? hyperparameterFault(parameter, value) : undefined;
          if (fault) yield { path, value, message: `The hyperparameter "${name}" is "${value}"; it must be ${fault}.` };
        }
      }
    },
  },
  {
    name: 'hpo-recipe',
    severity: 'error',
    demands: 'performHPO is for recipes that support hyperparameter optimization.',
    *check({ solutions }) {
      for (const { recipe, config, configPointer } of solutions) {
        if (!recipe || recipe.domain || recipe.hpo !== false || config.performHPO !== true) continue;
        const path = joinPointer(configPointer, 'performHPO');
        yield {
          path,
          value: true,
          message: `${recipe.name} does not support hyperparameter optimization.`,
          hint: 'Leave performHPO out, or use another recipe.',
        };
      }
    },
  },
  {
    name: 'hpo-jobs',
    severity: 'error',
    demands: `A search for hyperparameters has at most ${HPO_JOBS.maxNumberOfTrainingJobs} trainings, ${HPO_JOBS.maxParallelTrainingJobs} at once.`,
    *check({ solutions }) {
      for (const { config, configPointer } of solutions) {
        const resources = member(member(config.solutionConfig, 'hpoConfig'), 'hpoResourceConfig');
        for (const [name, limit] of Object.entries(HPO_JOBS)) {
          const value = member(resources, name);
          if (typeof value !== 'string') continue;
          if (/^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= limit) continue;
          yield {
            path: joinPointer(configPointer, 'solutionConfig', 'hpoConfig', 'hpoResourceConfig', name),
            value,
            message: `"${name}" is "${value}"; it must be a whole number from 1 to ${limit}, as a string.`,
          };
        }
      }
    },
  },
];
