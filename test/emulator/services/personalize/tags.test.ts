import { ARN, Testbed, USERS } from '../../../support/personalize-testbed';

const tags = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ tagKey: `k${from + index}`, tagValue: 'v' }));

describe('tags', () => {
  it('are set at creation, overwritten, removed and listed, but are not part of Describe', async () => {
    // Prepare
    const bed = new Testbed();
    const input = {
      name: 'group',
      tags: [
        { tagKey: 'team', tagValue: 'a' },
        { tagKey: 'cost', tagValue: '' },
      ],
    };
    const resourceArn = await bed.settled(bed.create('CreateDatasetGroup', input));

    // Act
    await bed.call('TagResource', { resourceArn, tags: [{ tagKey: 'team', tagValue: 'b' }] });
    await bed.call('UntagResource', { resourceArn, tagKeys: ['cost', 'unknown'] });

    // Assess
    expect(await bed.call('ListTagsForResource', { resourceArn })).toEqual({
      tags: [{ tagKey: 'team', tagValue: 'b' }],
    });
    expect(await bed.describe(resourceArn)).not.toHaveProperty('tags');
  });

  it('are limited to 50 per resource and request, although the API model allows 200', async () => {
    // Prepare
    const bed = new Testbed();

    // Act
    const resourceArn = await bed.create('CreateDatasetGroup', { name: 'a', tags: tags(50) });

    // Assess
    await expect(bed.call('CreateDatasetGroup', { name: 'b', tags: tags(51) })).rejects.toMatchObject({
      code: 'TooManyTagsException',
    });
    await expect(bed.call('TagResource', { resourceArn, tags: tags(1, 50) })).rejects.toMatchObject({
      code: 'TooManyTagsException',
    });
    await expect(bed.call('TagResource', { resourceArn, tags: tags(50) })).resolves.toEqual({});
    const tagKeys = tags(51).map(({ tagKey }) => tagKey);
    await expect(bed.call('UntagResource', { resourceArn, tagKeys })).rejects.toMatchObject({
      code: 'TooManyTagKeysException',
    });
  });

  it.each([
    ['key', { tagKey: 'aws:team', tagValue: 'a' }],
    ['value', { tagKey: 'team', tagValue: 'AWS:a' }],
  ])('are refused if their %s begins with aws:, in lower or upper case', async (_, tag) => {
    // Act
    const call = new Testbed().call('CreateDatasetGroup', { name: 'group', tags: [tag] });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });

  it('cannot be set for schemas, or listed for resources that do not exist', async () => {
    // Prepare
    const bed = new Testbed();
    const schema = await bed.schema('users', USERS);

    // Act
    const calls = [
      bed.call('TagResource', { resourceArn: schema, tags: [] }),
      bed.call('ListTagsForResource', { resourceArn: `${ARN}dataset-group/none` }),
    ];

    // Assess
    await expect(calls[0]).rejects.toMatchObject({ code: 'InvalidInputException' });
    await expect(calls[1]).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });
});
