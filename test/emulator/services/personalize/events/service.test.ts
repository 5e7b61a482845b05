import { ARN } from '../../../../support/personalize-testbed';
import { Recommending } from '../../../../support/recommending';

const SENT = new Date('2026-01-14T12:00:00Z');

describe('PutEvents', () => {
  it.each([
    ['an unknown tracker', { trackingId: 'none' }, /^trackingId is 'none', it must be that of an ACTIVE event tracker/],
    [
      'properties that are not JSON',
      { event: { properties: '{' } },
      /^eventList\[0\]\.properties is '\{', it must be a JSON object/,
    ],
    [
      'properties that are not fields of the schema',
      { event: { properties: '{"colour": 1}' } },
      /has 'colour', which is not a field of the schema/,
    ],
    [
      'a value of the wrong type',
      { event: { properties: '{"eventValue": "much"}' } },
      /EVENT_VALUE .*'much' is not of type float/,
    ],
    [
      'a list as the item id',
      { event: { itemId: undefined, properties: '{"itemId": ["a1", "b1"]}' } },
      /^eventList\[0\]\.properties\.itemId is \["a1","b1"\], it must be a text: field ITEM_ID is of type string/,
    ],
    [
      'properties with another item id than the event',
      { event: { properties: '{"itemId": "b1"}' } },
      /^eventList\[0\]\.properties\.itemId is "b1", but ITEM_ID is given already/,
    ],
    [
      'properties with a user id',
      { event: { properties: '{"userId": 5}' } },
      /\.properties\.userId is 5, but USER_ID is/,
    ],
    [
      'properties with the same field in two spellings',
      { event: { properties: '{"eventValue": 1, "EVENT_VALUE": 2}' } },
      /^eventList\[0\]\.properties\.EVENT_VALUE is 2, but EVENT_VALUE is given already/,
    ],
    ['an event without an item', { event: { itemId: undefined } }, /ITEM_ID .*is empty/],
    ['eleven events in one request', { count: 11 }, /eventList.*less than or equal to 10/],
    ['an event without a time', { event: { sentAt: undefined } }, /eventList\.1\.member\.sentAt.*must not be null/],
  ])('refuses %s', async (_what, { trackingId, event = {}, count = 1 }: Case, message) => {
    // Prepare
    const bed = await Recommending.open();
    const tracker = await bed.trackingId();
    const one = { eventType: 'click', itemId: 'a1', sentAt: SENT, ...event };

    // Act
    const call = bed.events('PutEvents', {
      trackingId: trackingId ?? tracker,
      userId: 'u0',
      sessionId: 's',
      eventList: Array.from({ length: count }, () => one),
    });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringMatching(message),
    });
  });

  it('records no event of a request if one of its events is invalid', async () => {
    // Prepare
    const bed = await Recommending.open();
    const trackingId = await bed.trackingId();
    const event = { eventType: 'click', itemId: 'b1', sentAt: SENT };
    const eventList = [event, { ...event, properties: '[]' }];

    // Act
    await bed.events('PutEvents', { trackingId, userId: 'new', sessionId: 's', eventList }).catch(() => undefined);

    // Assess
    expect((await bed.recommended({ userId: 'new' }))[0]).toBe('hit');
  });

  it('records equal events once', async () => {
    // Prepare
    const bed = await Recommending.open('aws-popularity-count');
    const trackingId = await bed.trackingId();

    // Act
    for (let time = 0; time < 3; time += 1) await bed.click(trackingId, 'new', 'a1');
    const job = await bed.settled(
      bed.create('CreateDataDeletionJob', {
        jobName: 'job',
        datasetGroupArn: bed.group,
        dataSource: { dataLocation: bed.put('users-to-delete.csv', 'USER_ID\nnew\n') },
        roleArn: 'arn:aws:iam::123456789012:role/personalize',
      }),
    );

    // Assess
    expect(await bed.describe(job)).toMatchObject({ status: 'COMPLETED', numDeleted: 1 });
  });
});

interface Case {
  readonly trackingId?: string;
  readonly event?: Readonly<Record<string, unknown>>;
  readonly count?: number;
}

describe('PutItems and PutUsers', () => {
  it.each([
    ['an unknown dataset', 'PutItems', { datasetArn: `${ARN}dataset/none/ITEMS` }, 'ResourceNotFoundException', 404],
    ['a dataset of the wrong type', 'PutUsers', { users: [{ userId: 'x' }] }, 'InvalidInputException', 400],
    [
      'an item without a field that must not be null',
      'PutItems',
      { items: [{ itemId: 'x' }] },
      'InvalidInputException',
      400,
    ],
  ])('refuse %s', async (_what, operation, input, code, status) => {
    // Prepare
    const bed = await Recommending.open();
    const items = operation === 'PutItems' ? { items: [{ itemId: 'x', properties: '{"price": 1}' }] } : {};

    // Act
    const call = bed.events(operation, { datasetArn: bed.itemsArn, ...items, ...input });

    // Assess
    await expect(call).rejects.toMatchObject({ code, status });
  });

  it.each([
    ['a number', 5],
    ['a list', ['gold', 'basic']],
    ['a boolean', true],
  ])('refuse %s as the value of a text field', async (_what, tier) => {
    // Prepare
    const bed = await Recommending.open();
    const users = [{ userId: 'x', properties: JSON.stringify({ age: 5, tier }) }];

    // Act
    const call = bed.events('PutUsers', { datasetArn: `${ARN}dataset/group/USERS`, users });

    // Assess
    const message = `users[0].properties.tier is ${JSON.stringify(tier)}, it must be a text: field TIER is of type string.`;
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException', message });
  });

  it.each([
    ['true', /PRICE .*'true' is not of type int/],
    ['"cheap"', /PRICE .*'cheap' is not of type int/],
    ['[1]', /properties\.price is \[1\], it must be a text or a number: field PRICE is of type int/],
  ])('refuse %s as the value of a number field', async (price, message) => {
    // Prepare
    const bed = await Recommending.open();
    const items = [{ itemId: 'x', properties: `{"price": ${price}}` }];

    // Act
    const call = bed.events('PutItems', { datasetArn: bed.itemsArn, items });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringMatching(message),
    });
  });

  it('accept numbers that are written as text, as in the examples of the API reference', async () => {
    // Prepare
    const bed = await Recommending.open();
    const filterArn = await bed.filter('INCLUDE ItemID WHERE Items.PRICE > 100');

    // Act
    await bed.events('PutItems', {
      datasetArn: bed.itemsArn,
      items: [{ itemId: 'a1', properties: '{"price": "101"}' }],
    });

    // Assess
    expect(await bed.recommended({ userId: 'u0', filterArn })).toEqual(['a1']);
  });

  it('accept field names in camel case and in the spelling of the schema', async () => {
    // Prepare
    const bed = await Recommending.open();
    const filterArn = await bed.filter('INCLUDE ItemID WHERE Items.PRICE > 100 IF CurrentUser.AGE > 70');
    const datasetArn = `${ARN}dataset/group/USERS`;

    // Act
    await bed.events('PutUsers', { datasetArn, users: [{ userId: 'u0', properties: '{"AGE": 71, "tier": "gold"}' }] });

    // Assess
    expect(await bed.recommended({ userId: 'u0', filterArn })).toEqual([]);
  });
});
