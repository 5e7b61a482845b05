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
    'Personalize cannot change this member of an existing recommender, and recommender names are unique in an account and region: undo the change, or give the recommender another name.',
};
