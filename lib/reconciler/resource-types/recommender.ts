import { recommenderArn } from '../../personalize/arn';
import { omittedMembers, withDefaults } from '../../personalize/default-members';
import { findRecipe } from '../../personalize/recipes';
import { inGroup } from '../step';
import { desiredMembers, differences, renamingResolution } from './differences';
import { type NamedResource, named } from './resource-type';

export const recommender: NamedResource = {
  ...named('recommender', ({ scope, resource }) => recommenderArn(scope, resource.name), inGroup),
  neededDatasets: ({ resource }) => findRecipe(String(resource.request.recipeArn))?.needs ?? [],
  differences: async (step, { description }) => {
    const omitted = omittedMembers('recommender', String(step.resource.request.recipeArn), description);
    return differences(
      withDefaults({ ...desiredMembers(step), ...inGroup(step) }, omitted),
      withDefaults(description, omitted),
    );
  },
  updatable: ['recommenderConfig'],
  updateRequest: (_step, { arn }, changes) => ({
    recommenderArn: arn,
    ...Object.fromEntries(changes.map(({ member, desired }) => [member, desired])),
  }),
  resolution: renamingResolution('recommender'),
};
