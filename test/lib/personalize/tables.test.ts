import { memberNames, operationOf, shapeOf } from '../../../lib/personalize/api-model';
import { DATASET_TYPES, datasetTypeOfRecord, findDatasetType } from '../../../lib/personalize/dataset-types';
import { findRecipe, RECIPES, RETIRED_RECIPES } from '../../../lib/personalize/recipes';
import { RESOURCE_TYPES } from '../../../lib/personalize/resource-types';
import {
  isActive,
  isBeingCreated,
  isDeleting,
  isFailed,
  isInactive,
  isPending,
  isStopped,
  isStoppedOrStopping,
} from '../../../lib/personalize/statuses';

describe.each(Object.entries(RESOURCE_TYPES))('resource type %s', (_, info) => {
  /** Members of the structure that Describe returns. */
  const described = () => {
    const shape = shapeOf(operationOf(info.describe).output ?? '');
    return memberNames((shape.type === 'structure' && shape.members[info.describeMember]) || '');
  };

  it('names operations and members that the API model has', () => {
    // Assess
    expect(memberNames(operationOf(info.create).input)).toContain(info.nameMember);
    expect(memberNames(operationOf(info.create).output ?? '')).toContain(info.arnMember);
    expect(memberNames(operationOf(info.describe).input)).toEqual([info.arnMember]);
    expect(memberNames(operationOf(info.list).output ?? '')).toContain(info.listMember);
    for (const operation of [info.update, info.delete]) {
      if (operation !== undefined) expect(memberNames(operationOf(operation).input)).toContain(info.arnMember);
    }
  });

  it('agrees with the API model about tags, status, failure reason and updates', () => {
    // Assess
    expect(memberNames(operationOf(info.create).input).includes('tags')).toBe(info.taggable);
    expect(described().includes('status')).toBe(info.hasStatus);
    expect(described().includes('failureReason')).toBe(info.hasFailureReason);
    expect(described().find((member) => /^latest.*Update$/.test(member))).toBe(info.latestUpdateMember);
  });
});

describe('recipes', () => {
  it.each([...RECIPES.values()])(
    '$name has a use, needs a dataset, trains in mode FULL, and makes segments only if its type is USER_SEGMENTATION',
    (recipe) => {
      // Assess
      const uses = [recipe.campaign, recipe.batchInference, recipe.batchSegment, recipe.domain !== undefined];
      expect(uses).toContain(true);
      expect(recipe.needs.length).toBeGreaterThan(0);
      expect(recipe.trainingModes).toContain('FULL');
      expect(recipe.batchSegment).toBe(recipe.recipeType === 'USER_SEGMENTATION');
    },
  );

  it('are found by ARN in any partition', () => {
    // Assess
    expect(findRecipe('arn:aws-cn:personalize:::recipe/aws-sims')?.recipeType).toBe('RELATED_ITEMS');
    expect(findRecipe('arn:aws:personalize:::recipe/aws-magic')).toBeUndefined();
  });

  it('include only one that can train with UPDATE, aws-user-personalization', () => {
    // Act
    const updating = [...RECIPES.values()].filter(({ trainingModes }) => trainingModes.includes('UPDATE'));

    // Assess
    expect(updating.map(({ name }) => name)).toEqual(['aws-user-personalization']);
  });

  it('do not include recipes that AWS has retired', () => {
    // Act
    const retired = RETIRED_RECIPES.filter((name) => RECIPES.has(name));

    // Assess
    expect(retired).toEqual([]);
  });
});

describe('dataset types', () => {
  it('are found in upper or lower case, by type and by record name', () => {
    // Assess
    expect(findDatasetType('Action_Interactions')).toBe(DATASET_TYPES.ACTION_INTERACTIONS);
    expect(findDatasetType('films')).toBeUndefined();
    expect(datasetTypeOfRecord('actioninteractions')).toBe(DATASET_TYPES.ACTION_INTERACTIONS);
    expect(datasetTypeOfRecord('Action_Interactions')).toBeUndefined();
  });
});

describe('statuses', () => {
  const predicates = {
    isActive,
    isBeingCreated,
    isDeleting,
    isFailed,
    isInactive,
    isPending,
    isStopped,
    isStoppedOrStopping,
  };

  it.each([
    ['CREATE PENDING', ['isBeingCreated', 'isPending']],
    ['CREATE IN_PROGRESS', ['isBeingCreated', 'isPending']],
    ['CREATE STOPPING', ['isPending', 'isStoppedOrStopping']],
    ['CREATE STOPPED', ['isStopped', 'isStoppedOrStopping']],
    ['CREATE FAILED', ['isFailed']],
    ['UPDATE IN_PROGRESS', ['isPending']],
    ['DELETE PENDING', ['isDeleting', 'isPending']],
    ['DELETE IN_PROGRESS', ['isDeleting', 'isPending']],
    ['STOP PENDING', ['isPending']],
    ['START IN_PROGRESS', ['isPending']],
    ['ACTIVE', ['isActive']],
    ['INACTIVE', ['isInactive']],
  ])('include %s, for which exactly these predicates are true: %j', (status, expected) => {
    // Act
    const held = Object.entries(predicates).filter(([, predicate]) => predicate(status));

    // Assess
    expect(held.map(([name]) => name)).toEqual(expected);
  });
});
