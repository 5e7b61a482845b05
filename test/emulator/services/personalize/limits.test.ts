import {
  FILTER_FIELDS,
  HPO_TRAININGS,
  METADATA_FIELDS,
  QUOTAS,
  TEXTUAL_FIELDS,
} from '../../../../emulator/services/personalize/limits';
import {
  datasetsNeededBy,
  isRetired,
  refusesHpo,
  relatesItems,
} from '../../../../emulator/services/personalize/recipe-facts';
import { DATASET_TYPES } from '../../../../lib/personalize/dataset-types';
import { LIMITS, type Limit } from '../../../../lib/personalize/limits';
import { RECIPES, RETIRED_RECIPES } from '../../../../lib/personalize/recipes';
import { SERVICE_QUOTAS } from '../../../../lib/personalize/service-quotas';

const inGroup = (type: string) => QUOTAS.find((quota) => quota.type === type && quota.scope === 'datasetGroup')?.limit;

describe("the local Personalize's own limits", () => {
  it.each<[string, number | undefined, Limit]>([
    ['solutions', inGroup('solution'), LIMITS.solutions],
    ['campaigns', inGroup('campaign'), LIMITS.campaigns],
    ['recommenders', inGroup('recommender'), LIMITS.recommenders],
    ['filters', inGroup('filter'), LIMITS.filters],
    ['fields in a filter', FILTER_FIELDS.filter, LIMITS.filterFields],
    ['fields in all filters', FILTER_FIELDS.datasetGroup, LIMITS.filterFieldsOfGroup],
    ['textual fields', TEXTUAL_FIELDS, LIMITS.textualFields],
    ['trainings in a hyperparameter search', HPO_TRAININGS.maxNumberOfTrainingJobs, LIMITS.hpoTrainings],
    [
      'parallel trainings in a hyperparameter search',
      HPO_TRAININGS.maxParallelTrainingJobs,
      LIMITS.hpoParallelTrainings,
    ],
  ])(
    "equal the product's limit of %s, or its higher limit if pages of AWS name two limits",
    (_, own, { max, otherMax = max }) => {
      // Assess
      expect(own).toBe(otherMax);
    },
  );

  it('agree with the product on the codes and names of quotas, and on which are adjustable', () => {
    // Prepare
    const own = QUOTAS.flatMap(({ listed }) => (listed ? [[listed.code, listed.name, listed.adjustable]] : []));

    // Assess
    const known = SERVICE_QUOTAS.filter(({ code }) => code !== undefined);
    expect(own.sort()).toEqual(known.map(({ code, name, adjustable }) => [code, name, adjustable]).sort());
  });

  it('agree with the product on the quotas of dataset groups and schemas', () => {
    // Prepare
    const ofAccount = (type: string) => QUOTAS.find((quota) => quota.type === type)?.limit;

    // Assess
    expect([ofAccount('datasetGroup'), ofAccount('schema')]).toEqual([LIMITS.datasetGroups.max, LIMITS.schemas.max]);
  });

  it.each(Object.values(DATASET_TYPES))(
    'agree with the product on the number of metadata fields of $recordName',
    (info) => {
      // Assess
      expect(METADATA_FIELDS[info.datasetType]).toBe(info.maxMetadataFields);
    },
  );
});

describe("the local Personalize's own facts about recipes", () => {
  it.each([...RECIPES.values()])('agree with the product on $name', ({ name, needs, hpo, recipeType, domain }) => {
    // Assess
    expect(datasetsNeededBy(name)).toEqual(needs);
    expect(isRetired(name)).toBe(false);
    expect(refusesHpo(name)).toBe(hpo === false);
    if (domain === undefined) expect(relatesItems(name)).toBe(recipeType === 'RELATED_ITEMS');
  });

  it('agree with the product on retired recipes', () => {
    // Assess
    expect(RETIRED_RECIPES.every(isRetired)).toBe(true);
  });
});
