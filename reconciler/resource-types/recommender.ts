import { recommenderArn } from '../../personalize/arn';
import { findRecipe } from '../../personalize/recipes';
import { groupArn } from '../step';
import { desiredMembers, differences } from './differences';
import type { NamedResource } from './resource-type';
import { findByArn } from './resource-type';

export const recommender: NamedResource = {
  type: 'recommender',
  find: (step) => findByArn(step, 'recommender', recommenderArn(step.scope, step.resource.name)),
  neededDatasets: ({ resource }) => findRecipe(String(resource.request.recipeArn))?.needs ?? [],
  createRequest: async (step) => ({ ...step.resource.request, datasetGroupArn: groupArn(step) }),
  differences: async (step, { description }) =>
    differences({ ...desiredMembers(step), datasetGroupArn: groupArn(step) }, description),
  updatable: ['recommenderConfig'],
  updateRequest: (step, { arn }) => ({
    recommenderArn: arn,
    recommenderConfig: step.resource.request.recommenderConfig,
  }),
  resolution:
    'Personalize cannot change this of a recommender, and its name is shared by the whole account and region: set the file back, or give the recommender another name.',
};
