/** Formats of the input and output lines of batch jobs. The format depends on the recipe. Source: Personalize developer guide. */

import type { Recipe } from '../../../../lib/personalize/recipes';
import type { Candidate, Query } from '../model/model';
import { round } from '../model/model';
import { meaningOf } from './attributes';

export type InputLine = Readonly<Record<string, unknown>>;

/** Query to the model, as far as an input line defines it. `Answers` adds `history` and `isInSegment`. */
export type LineQuery = Omit<Query, 'history' | 'isInSegment'> & { readonly itemAttributes?: string };

export interface LineForm {
  /** Returns the error in an input line; undefined if the line is valid. */
  problem(line: InputLine): string | undefined;
  query(line: InputLine): LineQuery;
  /** Returns the member `output` of the output line. */
  output(found: readonly Candidate[], themeOf: () => string): Readonly<Record<string, unknown>>;
}

const idsOf = (found: readonly Candidate[]) => found.map(({ id }) => id);

const forUser: LineForm = {
  problem: (line) => textProblem(line, 'userId'),
  query: ({ userId }) => ({ userId: String(userId) }),
  output: (found) => ({ recommendedItems: idsOf(found), scores: found.map(({ score }) => score) }),
};

/** Line form for recipes that recommend the same list to all users. Their output has no scores. */
const popular: LineForm = { ...forUser, output: (found) => ({ recommendedItems: idsOf(found) }) };

const ranking: LineForm = {
  ...forUser,
  problem: (line) => textProblem(line, 'userId') ?? textListProblem(line, 'itemList'),
  query: ({ userId, itemList }) => ({ userId: String(userId), inputList: itemList as string[] }),
};

const related: LineForm = {
  problem: (line) => textProblem(line, 'itemId'),
  query: ({ itemId }) => ({ itemId: String(itemId) }),
  output: popular.output,
};

/** Line form with themes. Relevance scores fall from 0.6 to about -0.1, the range that was observed in real output. */
const themed: LineForm = {
  ...related,
  output: (found, themeOf) => ({
    recommendedItems: idsOf(found),
    theme: themeOf(),
    itemsThemeRelevanceScores: found.map((_, index) => round(0.6 - (0.7 * index) / found.length, 8)),
  }),
};

const itemSegment: LineForm = {
  ...related,
  // The guide calls this member recommendedUsers, but real output has usersList.
  output: (found) => ({ usersList: idsOf(found) }),
};

const attributeSegment: LineForm = {
  ...itemSegment,
  problem: ({ itemAttributes }) => {
    if (typeof itemAttributes === 'string' && meaningOf(itemAttributes) !== undefined) return undefined;
    return problemOf('itemAttributes', itemAttributes, 'like ITEMS.GENRE = "drama" AND ITEMS.YEAR > 2000');
  },
  query: ({ itemAttributes }) => ({ itemAttributes: String(itemAttributes) }),
};

/**
 * Returns the line form of a recipe.
 * @throws Error if batch jobs do not support recipes of this type
 */
export function lineForm(recipe: Recipe, themes: boolean): LineForm {
  if (recipe.name === 'aws-popularity-count') return popular;
  if (recipe.name === 'aws-item-attribute-affinity') return attributeSegment;
  switch (recipe.recipeType) {
    case 'USER_PERSONALIZATION':
      return forUser;
    case 'PERSONALIZED_RANKING':
      return ranking;
    case 'RELATED_ITEMS':
      return themes ? themed : related;
    case 'USER_SEGMENTATION':
      return itemSegment;
    default:
      throw new Error(`No batch job takes recipe ${recipe.name}.`);
  }
}

/** Returns the error in a line's `filterValues`; undefined if they are valid. Lines of every form may have `filterValues`. */
export function filterValuesProblem({ filterValues }: InputLine): string | undefined {
  if (filterValues === undefined) return undefined;
  const isMap = typeof filterValues === 'object' && filterValues !== null && !Array.isArray(filterValues);
  if (isMap && Object.values(filterValues).every((value) => typeof value === 'string')) return undefined;
  return `filterValues is ${JSON.stringify(filterValues)}, it must be an object of strings`;
}

function textProblem(line: InputLine, member: string): string | undefined {
  const value = line[member];
  if (typeof value === 'string' && value !== '') return undefined;
  return problemOf(member, value, 'a text');
}

function textListProblem(line: InputLine, member: string): string | undefined {
  const value = line[member];
  if (Array.isArray(value) && value.length > 0 && value.every((element) => typeof element === 'string')) {
    return undefined;
  }
  return problemOf(member, value, 'a list of texts');
}

function problemOf(member: string, value: unknown, rule: string): string {
  return value === undefined ? `${member} is missing` : `${member} is ${JSON.stringify(value)}, it must be ${rule}`;
}
