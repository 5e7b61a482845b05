import { recommenderArn } from '../../personalize/arn';
import { findRecipe } from '../../personalize/recipes';
import { inGroup } from '../step';
import { type NamedResource, named } from './resource-type';

export const recommender: NamedResource = {
  ...named('recommender', ({ scope, resource }) => recommenderArn(scope, resource.name), inGroup),
  neededDatasets: ({ resource }) => findRecipe(String(resource.request.recipeArn))?.needs ?? [],
  updatable: ['recommenderConfig'],
  updateRequest: ({ resource }, { arn }) => ({
    recommenderArn: arn,
    recommenderConfig: resource.request.recommenderConfig,
  }),
  resolution:
    'Personalize cannot change this of a recommender, and its name is shared by the whole account and region: set the file back, or give the recommender another name.',
};
