import { LIMITS } from '../../personalize/limits';
import { joinPointer, resolvePointer } from '../json-pointer';
import { type Element, fieldsOf } from '../outline';
import { checkMember, type Rule, type RuleViolation, violationAt } from './rule';

/**
 * Avro types for the column of an optimization objective, which must be numerical (developer guide, "Optimizing a solution for an
 * additional objective").
 */
const OBJECTIVE_TYPES: readonly string[] = ['int', 'long', 'float', 'double'];

/** Maximum length of `eventParametersList` (API model). */
const MAX_EVENTS = 10;

/** Pointers to members that need a column of the interactions, each with the name of the column. */
const EVENT_COLUMNS = [
  ['/eventType', 'EVENT_TYPE'],
  ['/solutionConfig/eventsConfig', 'EVENT_TYPE'],
  ['/solutionConfig/eventValueThreshold', 'EVENT_VALUE'],
  ...Array.from({ length: MAX_EVENTS }, (_, index) => {
    const pointer = `/solutionConfig/eventsConfig/eventParametersList/${index}/eventValueThreshold`;
    return [pointer, 'EVENT_VALUE'] as const;
  }),
] as const;

/** Rules of trainings and of the columns that they use. */
export const TRAINING_RULES: readonly Rule[] = [
  {
    name: 'auto-ml',
    severity: 'warning',
    demands: 'performAutoML is not set, because a solution is always trained with its recipe.',
    check: ({ solutions }) =>
      checkMember(solutions, '/performAutoML', (value) => {
        const message = 'performAutoML is ignored: the solution is trained with its recipe.';
        return value === true && { atKey: true, message };
      }),
  },
  {
    name: 'training-mode',
    demands: 'A solution version is trained in mode FULL or UPDATE.',
    check: ({ solutions }) =>
      checkMember(solutions, '/solutionVersion/trainingMode', (value) => {
        const message = 'Training mode AUTOTRAIN is for trainings that Personalize starts automatically.';
        const hint = 'Write FULL, and "performAutoTraining": true in the solution.';
        return value === 'AUTOTRAIN' && { message, hint };
      }),
  },
  {
    name: 'auto-training-and-schedule',
    severity: 'warning',
    demands: 'A solution does not have both performAutoTraining and a schedule "full".',
    check: ({ solutions }) =>
      checkMember(solutions, '/performAutoTraining', (value, { schedules: { full } }) => {
        const message = 'The solution trains automatically and on the schedule "full": both are billed.';
        const both = value === true && full !== undefined;
        return both && { message, hint: 'Leave one of them out.' };
      }),
  },
  {
    name: 'auto-training-config',
    severity: 'warning',
    demands: 'autoTrainingConfig needs "performAutoTraining": true.',
    check: ({ solutions }) =>
      checkMember(solutions, '/solutionConfig/autoTrainingConfig', (_, { config }) => {
        const message = 'autoTrainingConfig has no effect: the solution does not train automatically.';
        const hint = 'Add "performAutoTraining": true, or leave autoTrainingConfig out.';
        return config.performAutoTraining !== true && { atKey: true, message, hint };
      }),
  },
  {
    name: 'auto-training-days',
    demands: `The rate of automatic training is ${LIMITS.autoTrainingDays.min} to ${LIMITS.autoTrainingDays.max} days.`,
    check: ({ solutions }) =>
      checkMember(solutions, '/solutionConfig/autoTrainingConfig/schedulingExpression', (value) => {
        const days = typeof value === 'string' ? /^rate\((\d+) days?\)$/.exec(value)?.[1] : undefined;
        const { min, max } = LIMITS.autoTrainingDays;
        const outside = days !== undefined && (Number(days) < min || Number(days) > max);
        return outside && { message: `"${value}" must be ${min} to ${max} days.` };
      }),
  },
  {
    name: 'event-type-column',
    demands: 'Event types need the column EVENT_TYPE, thresholds need the column EVENT_VALUE.',
    *check(outline) {
      const fields = fieldsOf(outline, 'INTERACTIONS');
      for (const [pointer, column] of EVENT_COLUMNS) {
        if (!fields || fields.some(({ name }) => name === column)) continue;
        const member = pointer.split('/').at(-1);
        const message = `"${member}" needs the column ${column}, which the schema of the interactions does not have.`;
        const hint = `Add the column ${column}, or leave "${member}" out.`;
        yield* checkMember(outline.solutions, pointer, () => ({ message, hint }));
      }
    },
  },
  {
    name: 'event-value-threshold',
    demands: 'solutionConfig.eventValueThreshold is a number, written as a text.',
    check: ({ solutions }) =>
      checkMember(solutions, '/solutionConfig/eventValueThreshold', (value) => {
        if (typeof value !== 'string' || (/^[-+.\de]+$/i.test(value) && Number.isFinite(Number(value))))
          return undefined;
        return { message: `"eventValueThreshold" is "${value}"; it must be a number such as "4.5".` };
      }),
  },
  {
    name: 'event-type-or-events-config',
    demands: 'A solution does not have both eventType and eventsConfig.',
    check: ({ solutions }) =>
      checkMember(solutions, '/solutionConfig/eventsConfig', (_, { config }) => {
        const message = 'eventsConfig and eventType cannot be used together.';
        return config.eventType !== undefined && { atKey: true, message };
      }),
  },
  {
    name: 'events-config-recipe',
    demands: 'The recipe supports eventsConfig.',
    check: ({ solutions }) =>
      checkMember(solutions, '/solutionConfig/eventsConfig', (_, { recipe }) => {
        const unfit = recipe && !recipe.domain && !recipe.eventsConfig;
        return unfit && { atKey: true, message: `${recipe.name} does not support eventsConfig.` };
      }),
  },
  {
    name: 'objective-recipe',
    demands: 'optimizationObjective is for recipes that support one.',
    warns: 'for recipes of the second generation.',
    check: ({ solutions }) =>
      checkMember(solutions, '/solutionConfig/optimizationObjective', (_, { recipe }) => {
        if (!recipe || recipe.domain || recipe.objective) return undefined;
        const message = `${recipe.name} does not support an optimization objective.`;
        const hint = 'Leave optimizationObjective out, or use another recipe.';
        // Recipes with eventsConfig are the second generation. It is undocumented whether these recipes accept an objective.
        return { atKey: true, ...(recipe.eventsConfig && { severity: 'warning' }), message, hint };
      }),
  },
  {
    name: 'objective-column',
    demands: 'An objective is a numeric column of the items without nulls.',
    *check(outline) {
      if (!outline.hasDatasets) return;
      const fields = fieldsOf(outline, 'ITEMS');
      yield* checkMember(outline.solutions, '/solutionConfig/optimizationObjective/itemAttribute', (attribute) => {
        const field = fields?.find(({ name }) => name === attribute);
        if (typeof attribute !== 'string') return undefined;
        if (!field) return { message: `The items have no column ${attribute}.` };
        const fits = !field.nullable && field.types.every((type) => OBJECTIVE_TYPES.includes(type));
        return !fits && { message: `The column ${attribute} of the items is not numeric, or may be null.` };
      });
    },
  },
  {
    name: 'training-columns-recipe',
    severity: 'warning',
    // Source: developer guide, "Creating a custom solution", read 2026-11-26.
    demands: 'The recipe supports trainingDataConfig.',
    check: ({ solutions }) =>
      checkMember(solutions, '/solutionConfig/trainingDataConfig', (_, { recipe }) => {
        const message = `${recipe?.name} does not let you choose columns.`;
        return recipe?.recipeType === 'PERSONALIZED_ACTIONS' && { atKey: true, message, hint: 'Leave it out.' };
      }),
  },
  {
    name: 'excluded-event-type',
    demands: 'EVENT_TYPE cannot be excluded from training.',
    *check({ solutions, recommenders }) {
      yield* excludedEventType(solutions, '/solutionConfig/trainingDataConfig/excludedDatasetColumns');
      yield* excludedEventType(recommenders, '/recommenderConfig/trainingDataConfig/excludedDatasetColumns');
    },
  },
];

function* excludedEventType(elements: readonly Element[], pointer: string): Generator<RuleViolation> {
  for (const element of elements) {
    for (const [type, columns] of Object.entries(resolvePointer(element.config, pointer) ?? {})) {
      const index = Array.isArray(columns) ? columns.indexOf('EVENT_TYPE') : -1;
      if (index < 0) continue;
      const message = 'EVENT_TYPE cannot be excluded from training.';
      yield violationAt(element, joinPointer(pointer, type, index), { message, hint: 'Remove it from the list.' });
    }
  }
}
