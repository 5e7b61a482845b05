import { InvalidInputException, ResourceNotFoundException } from '@aws-sdk/client-personalize';
import type { ResourceType } from '../../personalize/resource-types';
import { inventoryOf } from '../../reconciler/inventory';
import type { PersonalizeApi } from '../../reconciler/resource-types/personalize-api';

const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/movies';
const SOLUTION = 'arn:aws:personalize:us-east-1:123456789012:solution/top';

const notFound = new ResourceNotFoundException({ message: `${SOLUTION} does not exist.`, $metadata: {} });
const invalid = new InvalidInputException({ message: `${SOLUTION} is not valid.`, $metadata: {} });

/** A dataset group with one solution, of which a list of its children fails. */
function personalize({ error, exists }: { readonly error: Error; readonly exists: boolean }) {
  return {
    async list(type: ResourceType) {
      if (type === 'solutionVersion' || type === 'campaign') throw error;
      return type === 'solution' ? [{ solutionArn: SOLUTION, name: 'top' }] : [];
    },
    async describe() {
      return exists ? { status: 'ACTIVE' } : undefined;
    },
  } as unknown as PersonalizeApi;
}

describe('the inventory of a dataset group', () => {
  test.each([notFound, invalid])('has no children of what goes away meanwhile: $name', async (error) => {
    // Act
    const inventory = await inventoryOf(personalize({ error, exists: false }), GROUP);

    // Assess
    expect(inventory.map(({ type, name }) => `${type} ${name}`)).toEqual(['solution top']);
  });

  test('fails by an error that has another reason', async () => {
    await expect(inventoryOf(personalize({ error: invalid, exists: true }), GROUP)).rejects.toBe(invalid);
  });
});
