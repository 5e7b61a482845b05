/** Requirements on a line of a batch job's input, and its output, by recipe. Source: Personalize developer guide. */

import type { Recipe } from '../../../../personalize/recipes';
import type { Recommendations } from './recommendations';

export type InputLine = Readonly<Record<string, unknown>>;

export interface LineForm {
  /** What is wrong with the line, or undefined. */
  problem(line: InputLine): string | undefined;
  /** The line's `output`. */
  answer(line: InputLine, recommend: Recommendations, count: number): Readonly<Record<string, unknown>>;
}

const ATTRIBUTE = String.raw`ITEMS\.\w+\s*(?:=|!=|<=?|>=?)\s*(?:"[^"]*"|-?\d+(?:\.\d+)?)`;
const ATTRIBUTES = new RegExp(String.raw`^\s*${ATTRIBUTE}(?:\s+AND\s+${ATTRIBUTE})*\s*$`, 'i');

const forUser: LineForm = {
  problem: (line) => textProblem(line, 'userId'),
  answer: (_, recommend, count) => {
    const recommendedItems = recommend.items(count);
    return { recommendedItems, scores: recommend.scores(recommendedItems.length) };
  },
};

/** The same list for all users, without scores. */
const popular: LineForm = {
  problem: forUser.problem,
  answer: (_, recommend, count) => ({ recommendedItems: recommend.popularItems(count) }),
};

const ranking: LineForm = {
  problem: (line) => textProblem(line, 'userId') ?? textListProblem(line, 'itemList'),
  answer: ({ itemList }, recommend) => {
    const recommendedItems = recommend.shuffled(itemList as string[]);
    return { recommendedItems, scores: recommend.scores(recommendedItems.length) };
  },
};

const related: LineForm = {
  problem: (line) => textProblem(line, 'itemId'),
  answer: ({ itemId }, recommend, count) => ({ recommendedItems: recommend.items(count, String(itemId)) }),
};

const themed: LineForm = {
  problem: related.problem,
  answer: ({ itemId }, recommend, count) => {
    const recommendedItems = recommend.items(count, String(itemId));
    return {
      recommendedItems,
      theme: `Similar to ${itemId}`,
      itemsThemeRelevanceScores: recommend.relevances(recommendedItems.length),
    };
  },
};

const itemSegment: LineForm = {
  problem: related.problem,
  // The guide names the member recommendedUsers; real output has usersList.
  answer: (_, recommend, count) => ({ usersList: recommend.users(count) }),
};

const attributeSegment: LineForm = {
  problem: (line) => {
    const { itemAttributes } = line;
    if (typeof itemAttributes === 'string' && ATTRIBUTES.test(itemAttributes)) return undefined;
    return `itemAttributes is ${JSON.stringify(itemAttributes)}, it must be like ITEMS.GENRE = "drama" AND ITEMS.YEAR > 2000`;
  },
  answer: itemSegment.answer,
};

/** @throws Error for recipes that batch jobs do not support */
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

/** Filter parameters are allowed in lines of any form. */
export function filterValuesProblem({ filterValues }: InputLine): string | undefined {
  if (filterValues === undefined) return undefined;
  const isMap = typeof filterValues === 'object' && filterValues !== null && !Array.isArray(filterValues);
  if (isMap && Object.values(filterValues).every((value) => typeof value === 'string')) return undefined;
  return `filterValues is ${JSON.stringify(filterValues)}, it must be an object of strings`;
}

function textProblem(line: InputLine, member: string): string | undefined {
  const value = line[member];
  if (typeof value === 'string' && value !== '') return undefined;
  return `${member} is ${JSON.stringify(value)}, it must be a text`;
}

function textListProblem(line: InputLine, member: string): string | undefined {
  const value = line[member];
  if (Array.isArray(value) && value.length > 0 && value.every((element) => typeof element === 'string')) {
    return undefined;
  }
  return `${member} is ${JSON.stringify(value)}, it must be a list of texts`;
}
