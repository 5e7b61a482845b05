import { didYouMean } from '../did-you-mean';
import { fieldsOf } from '../outline';
import { recipesThat } from './recipe-rules';
import { checkMember, type Rule } from './rule';

/**
 * Rules of batch jobs that generate themes. `itemName` is "The name of the Items dataset column that stores the name of each item" (API
 * reference, FieldsForThemeGeneration, November 2026).
 */
export const THEME_RULES: readonly Rule[] = [
  {
    name: 'themes-recipe',
    demands: 'THEME_GENERATION needs a recipe with themes, and themeGenerationConfig.',
    *check({ solutions }) {
      const hint = `Recipes that do: ${recipesThat(({ themes }) => themes)}.`;
      for (const { recipe, batchInferenceJobs } of solutions) {
        yield* checkMember(batchInferenceJobs, '/batchInferenceJobMode', (mode, { config }) => {
          if (mode !== 'THEME_GENERATION') return undefined;
          if (recipe && !recipe.themes) return { message: `${recipe.name} does not generate themes.`, hint };
          const message = 'Batch inference mode THEME_GENERATION needs "themeGenerationConfig".';
          return config.themeGenerationConfig === undefined && { message };
        });
      }
    },
  },
  {
    name: 'themes-columns',
    demands: 'For THEME_GENERATION, items have a "textual" field, and the field that itemName names.',
    *check(outline) {
      const items = fieldsOf(outline, 'ITEMS');
      if (items === undefined) return;
      const names = items.map(({ name }) => name);
      const jobs = outline.solutions
        .flatMap(({ batchInferenceJobs }) => batchInferenceJobs)
        .filter(({ config }) => config.batchInferenceJobMode === 'THEME_GENERATION');
      yield* checkMember(jobs, '/batchInferenceJobMode', () => {
        const message =
          'THEME_GENERATION needs a field with "textual": true. The schema of the items has no such field.';
        const hint = 'Mark the description of an item with "textual".';
        return !items.some(({ textual }) => textual) && { message, hint };
      });
      yield* checkMember(jobs, '/themeGenerationConfig/fieldsForThemeGeneration/itemName', (column) => {
        if (typeof column !== 'string' || names.includes(column)) return undefined;
        const hint = didYouMean(column, names) ?? 'It must be the column with the titles of items.';
        return { message: `The items have no column ${column}.`, hint };
      });
    },
  },
];
