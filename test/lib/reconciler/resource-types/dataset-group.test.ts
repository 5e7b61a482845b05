import { datasetGroup } from '../../../../lib/reconciler/resource-types/dataset-group';
import type { Step } from '../../../../lib/reconciler/step';

const KEY = { name: 'shop', kmsKeyArn: 'arn:key' };

describe('a dataset group', () => {
  it.each([
    ['as the file says', { name: 'shop' }, { name: 'shop' }],
    [
      'with the role of the deployment, if the file has a key without a role',
      KEY,
      { ...KEY, roleArn: 'arn:deployment' },
    ],
    [
      'with the role of the file, if the file has a key and a role',
      { ...KEY, roleArn: 'arn:own' },
      { ...KEY, roleArn: 'arn:own' },
    ],
  ])('is created %s', async (_how, members, expected) => {
    // Prepare
    const resource = { type: 'datasetGroup', name: 'shop', pointer: '/datasetGroup', request: members };
    const step = { resource, roleArn: 'arn:deployment', state: { datasetGroup: resource } } as unknown as Step;

    // Act
    const request = await datasetGroup.createRequest(step);

    // Assess
    expect(request).toEqual(expected);
  });
});
