import { trainingUnit } from '../../personalize/billing';
import { BUDGET_MEMBERS } from '../budget';
import { joinPointer, resolvePointer } from '../json-pointer';
import { isJsonObject } from '../json-value';
import type { Rule } from './rule';

export const BUDGET_RULES: readonly Rule[] = [
  {
    name: 'budget-empty',
    severity: 'warning',
    demands: 'A budget has a limit.',
    *check({ file }) {
      const value = resolvePointer(file, '/budget');
      if (!isJsonObject(value) || Object.keys(value).some((member) => member !== 'onExceeded')) return;
      const hint = `Add one of ${Object.values(BUDGET_MEMBERS).join(', ')}.`;
      yield { path: '/budget', value, message: 'The budget limits nothing.', hint };
    },
  },
  {
    name: 'budget-zero',
    severity: 'warning',
    demands: 'A limit of a budget is above 0: with 0, everything exceeds it.',
    *check({ file }) {
      for (const member of Object.values(BUDGET_MEMBERS)) {
        const path = joinPointer('/budget', member);
        const value = resolvePointer(file, path);
        const message = 'With 0, everything exceeds this limit. For no limit, leave it out.';
        if (value === 0) yield { path, value, message };
      }
    },
  },
  {
    name: 'budget-training-unit',
    severity: 'warning',
    demands: 'A limit on trainings has a unit in which solutions of the file are billed.',
    *check({ file, solutions }) {
      const units = new Set(
        solutions.flatMap(({ recipeArn }) => (recipeArn === undefined ? [] : trainingUnit(recipeArn))),
      );
      if (units.size === 0) return;
      for (const unit of ['trainingHours', 'trainingInteractions'] as const) {
        const path = joinPointer('/budget', BUDGET_MEMBERS[unit]);
        const value = resolvePointer(file, path);
        if (value === undefined || units.has(unit)) continue;
        const message = 'This limit covers no solution of the file.';
        const hint = `Trainings of its solutions are billed in another unit: use ${BUDGET_MEMBERS[other(unit)]}.`;
        yield { path, value, message, hint };
      }
    },
  },
  {
    name: 'budget-interactions',
    demands: 'trainingInteractionsPerMonth needs checks of the interactions dataset, which count its rows.',
    *check({ file, datasets }) {
      const path = joinPointer('/budget', BUDGET_MEMBERS.trainingInteractions);
      const value = resolvePointer(file, path);
      const interactions = datasets.find(({ info }) => info.datasetType === 'INTERACTIONS');
      const checks =
        interactions && resolvePointer(file, joinPointer(interactions.pointer, 'workflowConfig', 'checks'));
      if (value === undefined || checks !== undefined) return;
      const message = 'This limit needs the number of interactions, which nothing counts.';
      const hint = `Add "checks": {} to workflowConfig of datasets.${interactions?.info.section ?? 'interactions'}.`;
      yield { path, value, message, hint };
    },
  },
];

function other(unit: 'trainingHours' | 'trainingInteractions') {
  return unit === 'trainingHours' ? 'trainingInteractions' : 'trainingHours';
}
