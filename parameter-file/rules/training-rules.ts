import { LIMITS } from '../../personalize/limits';
import { joinPointer } from '../json-pointer';
import { type JsonObject, member } from '../json-value';
import { DELETE_SCHEDULE } from '../leaves';
import { fieldsOf, type SolutionOutline } from '../outline';
import type { Rule, RuleViolation } from './rule';

/** Avro's numbers. Source: developer guide, "Optimizing a solution for an additional objective": the column is numerical. */
const OBJECTIVE_TYPES: readonly string[] = ['int', 'long', 'float', 'double'];

/** How solutions train, and on which columns. */
export const TRAINING_RULES: readonly Rule[] = [
  {
    name: 'auto-ml',
    severity: 'warning',
    demands: 'performAutoML is not used: Personalize discourages it, and the recipe is trained.',
    check: ({ solutions }) =>
      ofConfig(solutions, 'performAutoML', (value) =>
        value === true ? 'performAutoML is ignored: the solution is trained with its recipe.' : undefined,
      ),
  },
  {
    name: 'training-mode',
    severity: 'error',
    demands: 'A solution version is trained in mode FULL or UPDATE.',
    *check({ solutions }) {
      for (const { version, configPointer } of solutions) {
        if (version.trainingMode !== 'AUTOTRAIN') continue;
        yield {
          path: joinPointer(configPointer, 'solutionVersion', 'trainingMode'),
          value: version.trainingMode,
          message: 'Training mode AUTOTRAIN is for trainings that Personalize starts automatically.',
          hint: 'Write FULL, and "performAutoTraining": true in the solution.',
        };
      }
    },
  },
  {
    name: 'auto-training-and-schedule',
    severity: 'warning',
    demands: 'A solution trains either automatically (performAutoTraining) or on a schedule.',
    *check({ solutions }) {
      for (const { config, configPointer, schedules } of solutions) {
        const { full } = schedules;
        if (config.performAutoTraining !== true || full === undefined || full === DELETE_SCHEDULE) continue;
        yield {
          path: joinPointer(configPointer, 'performAutoTraining'),
          value: true,
          message: 'The solution trains automatically and on the schedule "full": both are billed.',
          hint: 'Leave one of them out.',
        };
      }
    },
  },
  {
    name: 'auto-training-config',
    severity: 'warning',
    demands:
      'autoTrainingConfig needs "performAutoTraining": true; without it the solution does not train automatically.',
    *check({ solutions }) {
      for (const { config, configPointer } of solutions) {
        const value = member(config.solutionConfig, 'autoTrainingConfig');
        if (value === undefined || config.performAutoTraining === true) continue;
        yield {
          path: joinPointer(configPointer, 'solutionConfig', 'autoTrainingConfig'),
          atKey: true,
          value,
          message: 'autoTrainingConfig has no effect: the solution does not train automatically.',
          hint: 'Add "performAutoTraining": true, or leave it out.',
        };
      }
    },
  },
  {
    name: 'auto-training-days',
    severity: 'error',
    demands: `The rate of automatic training is ${LIMITS.autoTrainingDays.min} to ${LIMITS.autoTrainingDays.max} days.`,
    *check({ solutions }) {
      for (const { config, configPointer } of solutions) {
        const value = member(member(config.solutionConfig, 'autoTrainingConfig'), 'schedulingExpression');
        const days = typeof value === 'string' ? /^rate\((\d+) days?\)$/.exec(value)?.[1] : undefined;
        const { min, max } = LIMITS.autoTrainingDays;
        if (days === undefined || (Number(days) >= min && Number(days) <= max)) continue;
        yield {
          path: joinPointer(configPointer, 'solutionConfig', 'autoTrainingConfig', 'schedulingExpression'),
          value,
          message: `"${value}" must be ${min} to ${max} days.`,
        };
      }
    },
  },
  {
    name: 'event-type-column',
    severity: 'error',
    demands:
      'Training on event types needs an EVENT_TYPE column in the interactions, and a threshold an EVENT_VALUE column.',
    *check(outline) {
      for (const { config, configPointer } of outline.solutions) {
        const needed = [
          [['eventType'], config.eventType, 'EVENT_TYPE'],
          [['solutionConfig', 'eventsConfig'], member(config.solutionConfig, 'eventsConfig'), 'EVENT_TYPE'],
          [
            ['solutionConfig', 'eventValueThreshold'],
            member(config.solutionConfig, 'eventValueThreshold'),
            'EVENT_VALUE',
          ],
        ] as const;
        const fields = fieldsOf(outline, 'INTERACTIONS');
        for (const [path, value, column] of needed) {
          if (value === undefined || !fields || fields.some(({ name }) => name === column)) continue;
          yield {
            path: joinPointer(configPointer, ...path),
            value,
            message: `"${path.at(-1)}" needs the column ${column}, which the schema of the interactions does not have.`,
            hint: `Add the column ${column}, or leave "${path.at(-1)}" out.`,
          };
        }
      }
    },
  },
  {
    name: 'event-type-or-events-config',
    severity: 'error',
    demands: 'Either eventType or eventsConfig selects the events to train on.',
    check: ({ solutions }) =>
      ofSolutionConfig(solutions, 'eventsConfig', (_, { config }) =>
        config.eventType === undefined ? undefined : 'eventsConfig and eventType cannot be used together.',
      ),
  },
  {
    name: 'events-config-recipe',
    severity: 'error',
    demands: 'eventsConfig is for recipes that weigh event types.',
    check: ({ solutions }) =>
      ofSolutionConfig(solutions, 'eventsConfig', (_, { recipe }) =>
        recipe && !recipe.domain && !recipe.eventsConfig ? `${recipe.name} does not support eventsConfig.` : undefined,
      ),
  },
  {
    name: 'objective-recipe',
    severity: 'error',
    demands: 'optimizationObjective is for recipes that support one.',
    warns: 'for recipes of the second generation: the guide does not say whether they do.',
    *check({ solutions }) {
      for (const { recipe, config, configPointer } of solutions) {
        const value = member(config.solutionConfig, 'optimizationObjective');
        if (!recipe || recipe.domain || recipe.objective || value === undefined) continue;
        yield {
          path: joinPointer(configPointer, 'solutionConfig', 'optimizationObjective'),
          atKey: true,
          // Whether the recipes with eventsConfig, the second generation, take an objective is not documented.
          ...(recipe.eventsConfig && { severity: 'warning' }),
          value,
          message: `${recipe.name} does not support an optimization objective.`,
          hint: 'Leave optimizationObjective out, or use another recipe.',
        };
      }
    },
  },
  {
    name: 'objective-column',
    severity: 'error',
    demands: 'The attribute of an optimizationObjective is a numeric column of the items without nulls.',
    *check(outline) {
      const fields = fieldsOf(outline, 'ITEMS');
      for (const { config, configPointer } of outline.solutions) {
        const attribute = member(member(config.solutionConfig, 'optimizationObjective'), 'itemAttribute');
        if (typeof attribute !== 'string' || !outline.hasDatasets) continue;
        const field = fields?.find(({ name }) => name === attribute);
        if (field && !field.nullable && field.types.every((type) => OBJECTIVE_TYPES.includes(type))) continue;
        yield {
          path: joinPointer(configPointer, 'solutionConfig', 'optimizationObjective', 'itemAttribute'),
          value: attribute,
          message: field
            ? `The column ${attribute} of the items is not numeric, or may be null.`
            : `The items have no column ${attribute}.`,
        };
      }
    },
  },
  {
    name: 'excluded-event-type',
    severity: 'error',
    demands: 'EVENT_TYPE cannot be excluded from training.',
    *check({ solutions, recommenders }) {
      const configs = [
        ...solutions.map(({ config, configPointer }) => ({ config, configPointer, name: 'solutionConfig' })),
        ...recommenders.map(({ config, configPointer }) => ({ config, configPointer, name: 'recommenderConfig' })),
      ];
      for (const { config, configPointer, name } of configs) {
        const path = [name, 'trainingDataConfig', 'excludedDatasetColumns'];
        const excluded = path.reduce<unknown>((value, step) => member(value, step), config);
        for (const [type, columns] of Object.entries((excluded ?? {}) as JsonObject)) {
          const index = Array.isArray(columns) ? columns.indexOf('EVENT_TYPE') : -1;
          if (index < 0) continue;
          yield {
            path: joinPointer(configPointer, ...path, type, index),
            value: 'EVENT_TYPE',
            message: 'EVENT_TYPE cannot be excluded from training.',
            hint: 'Remove it from the list.',
          };
        }
      }
    },
  },
];

function* ofConfig(
  solutions: readonly SolutionOutline[],
  name: string,
  judge: (value: unknown) => string | undefined,
): Generator<RuleViolation> {
  for (const { config, configPointer } of solutions) {
    const message = judge(config[name]);
    if (message) yield { path: joinPointer(configPointer, name), atKey: true, value: config[name], message };
  }
}

function* ofSolutionConfig(
  solutions: readonly SolutionOutline[],
  name: string,
  judge: (value: unknown, solution: SolutionOutline) => string | undefined,
): Generator<RuleViolation> {
  for (const solution of solutions) {
    const value = member(solution.config.solutionConfig, name);
    const message = value === undefined ? undefined : judge(value, solution);
    if (!message) continue;
    yield { path: joinPointer(solution.configPointer, 'solutionConfig', name), atKey: true, value, message };
  }
}
