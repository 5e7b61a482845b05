import { LocalAws } from '../../../../../emulator/local-aws';
import { ACTION_INTERACTIONS, ARN, interactionsCsv, Testbed } from '../../../../support/personalize-testbed';
import { Recommending } from '../../../../support/recommending';

const isOf = (taste: string) => (item: string) => item.startsWith(taste);

describe('Personalize Runtime', () => {
  it('recommends mostly items that users with the same taste have had', async () => {
    // Prepare
    const bed = await Recommending.open();

    // Act
    const [even, odd] = [
      await bed.recommended({ userId: 'u0', numResults: 8 }),
      await bed.recommended({ userId: 'u1', numResults: 8 }),
    ];

    // Assess
    expect(even.filter(isOf('a')).length).toBeGreaterThan(6);
    expect(odd.filter(isOf('b')).length).toBeGreaterThan(6);
  });

  it('returns a recommendation id and, if there are fewer than 25 items, all items with their scores', async () => {
    // Prepare
    const bed = await Recommending.open();

    // Act
    const { itemList, recommendationId } = await bed.runtime('GetRecommendations', { userId: 'u0' });

    // Assess
    expect(itemList).toHaveLength(21);
    expect((itemList as readonly unknown[])[0]).toEqual({ itemId: expect.any(String), score: expect.any(Number) });
    expect(recommendationId).toMatch(/^RID-[\da-f-]{36}$/);
  });

  it.each([
    ['aws-popularity-count', { userId: 'u0' }, 'hit'],
    ['aws-sims', { itemId: 'b3' }, /^b/],
    ['aws-similar-items', { itemId: 'a3' }, /^a/],
    ['aws-trending-now', {}, /^[ab]|hit/],
    ['aws-user-personalization-v2', { userId: 'u1' }, /^b/],
  ])('recommends items with recipe %s', async (recipe, input, expected) => {
    // Prepare
    const bed = await Recommending.open(recipe);

    // Act
    const [first] = await bed.recommended(input);

    // Assess
    expect(first).toMatch(expected);
  });

  it('ranks the items that the request lists', async () => {
    // Prepare
    const bed = await Recommending.open('aws-personalized-ranking');

    // Act
    const answer = await bed.runtime('GetPersonalizedRanking', { userId: 'u0', inputList: ['b1', 'a1', 'x'] });

    // Assess
    const ids = (answer.personalizedRanking as readonly { readonly itemId: string }[]).map(({ itemId }) => itemId);
    expect(ids).toEqual(['a1', 'b1', 'x']);
  });

  it.each(['aws-user-personalization', 'aws-personalized-ranking'])(
    'prefers items with higher values in the column of the objective, with recipe %s',
    async (recipe) => {
      // Prepare: `inputList` has all items of the user's taste. The price of item a0 is 0, of a1 is 1, and so on.
      const inputList = Array.from({ length: 10 }, (_, index) => `a${index}`);
      const firstPrices = async (objectiveSensitivity: string) => {
        const optimizationObjective = { itemAttribute: 'PRICE', objectiveSensitivity };
        const bed = await Recommending.open(recipe, { solutionConfig: { optimizationObjective } });
        const ranks = recipe === 'aws-personalized-ranking';
        const answer = await bed.runtime(ranks ? 'GetPersonalizedRanking' : 'GetRecommendations', {
          userId: 'u0',
          ...(ranks && { inputList }),
        });
        const list = (answer.personalizedRanking ?? answer.itemList) as readonly { readonly itemId: string }[];
        const prices = list.slice(0, 4).map(({ itemId }) => (itemId === 'hit' ? 50 : Number(itemId.slice(1))));
        return prices.reduce((sum, price) => sum + price, 0);
      };

      // Act
      const [off, high] = [await firstPrices('OFF'), await firstPrices('HIGH')];

      // Assess
      expect(high).toBeGreaterThan(off);
    },
  );

  it('gives the same answers for the same data and seed', async () => {
    // Act
    const answers = await Promise.all(
      [1, 2].map(async () => (await Recommending.open()).runtime('GetRecommendations', { userId: 'u0' })),
    );

    // Assess
    expect(JSON.stringify(answers[0])).toBe(JSON.stringify(answers[1]));
  });

  it.each([
    ['without userId', { numResults: 3 }, /^userId is missing: .*aws-user-personalization/],
    ['for too many results', { userId: 'u0', numResults: 501 }, /^numResults is 501; it must be at most 500/],
    [
      'with both a campaign and a recommender',
      { userId: 'u0', recommenderArn: `${ARN}recommender/x` },
      /both are given/,
    ],
    [
      'with neither a campaign nor a recommender',
      { campaignArn: undefined, userId: 'u0' },
      /needs campaignArn or recommenderArn: neither is given/,
    ],
    ['with filter values but no filter', { userId: 'u0', filterValues: { A: '1' } }, /without filterArn/],
    [
      'for metadata if the campaign does not enable metadata',
      { userId: 'u0', metadataColumns: { ITEMS: ['GENRE'] } },
      /enableMetadata/,
    ],
    [
      'with a promotion without a filter',
      { userId: 'u0', promotions: [{ name: 'x', percentPromotedItems: 5 }] },
      /lacks filterArn/,
    ],
  ])('refuses a request %s', async (_what, input, message) => {
    // Prepare
    const bed = await Recommending.open();

    // Act
    const call = bed.runtime('GetRecommendations', input);

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    [
      'a request for related items without itemId',
      'aws-sims',
      'GetRecommendations',
      { userId: 'u0' },
      /^itemId is missing/,
    ],
    [
      'a request for recommendations with a ranking recipe',
      'aws-personalized-ranking',
      'GetRecommendations',
      { userId: 'u0' },
      /GetPersonalizedRanking, not/,
    ],
    [
      'a request for actions without a campaign',
      'aws-sims',
      'GetActionRecommendations',
      { campaignArn: undefined, userId: 'u0' },
      /^GetActionRecommendations needs campaignArn, which is missing\.$/,
    ],
    [
      'a request for actions with a recipe for items',
      'aws-sims',
      'GetActionRecommendations',
      { userId: 'u0' },
      /not GetActionRec/,
    ],
  ])('refuses %s', async (_what, recipe, operation, input, message) => {
    // Prepare
    const bed = await Recommending.open(recipe);

    // Act
    const call = bed.runtime(operation, input);

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringMatching(message),
    });
  });

  it.each(['Users.AGE > 10', 'Interactions.EVENT_TYPE IN ("click")'])(
    'refuses a filter that selects users by %s, because such filters are for batch segment jobs only',
    async (condition) => {
      // Prepare
      const bed = await Recommending.open();
      const filterArn = await bed.filter(`INCLUDE UserID WHERE ${condition}`);

      // Act
      const call = bed.runtime('GetRecommendations', { userId: 'u0', filterArn });

      // Assess
      await expect(call).rejects.toMatchObject({
        code: 'InvalidInputException',
        message:
          'Filters with UserID cannot be used with recipe aws-user-personalization: they select users for batch segment jobs.',
      });
    },
  );

  it('returns status 404 if the campaign does not exist, and an error that names the status if it is not ACTIVE', async () => {
    // Prepare
    const bed = await Recommending.open();
    const unknown = bed.runtime('GetRecommendations', { campaignArn: `${ARN}campaign/none`, userId: 'u0' });
    await expect(unknown).rejects.toMatchObject({ code: 'ResourceNotFoundException', status: 404 });

    // Act
    await bed.call('DeleteCampaign', { campaignArn: bed.campaignArn });
    const call = bed.runtime('GetRecommendations', { userId: 'u0' });

    // Assess
    await expect(call).rejects.toMatchObject({
      message: expect.stringMatching(/not ACTIVE: its status is DELETE PENDING/),
    });
  });

  it('returns the metadata of the requested columns, and refuses an unknown column', async () => {
    // Prepare
    const bed = await Recommending.open(
      'aws-user-personalization',
      {},
      { campaignConfig: { enableMetadataWithRecommendations: true } },
    );

    // Act
    const { itemList } = await bed.runtime('GetRecommendations', {
      userId: 'u0',
      numResults: 1,
      metadataColumns: { ITEMS: ['GENRE', 'PRICE'] },
    });

    // Assess
    expect(itemList).toEqual([expect.objectContaining({ metadata: { GENRE: 'art|love', PRICE: expect.any(String) } })]);
    const unknown = bed.runtime('GetRecommendations', { userId: 'u0', metadataColumns: { ITEMS: ['COLOUR'] } });
    await expect(unknown).rejects.toMatchObject({
      message: expect.stringMatching(/'COLOUR', which is not a column of Items/),
    });
  });

  it('gives promoted items the requested share of the results', async () => {
    // Prepare
    const bed = await Recommending.open();
    const filterArn = await bed.filter('INCLUDE ItemID WHERE Items.GENRE IN ($GENRE)');

    // Act
    const { itemList } = await bed.runtime('GetRecommendations', {
      userId: 'u0',
      numResults: 10,
      promotions: [{ name: 'bears', percentPromotedItems: 30, filterArn, filterValues: { GENRE: '"bear"' } }],
    });

    // Assess
    const promoted = (itemList as readonly { readonly itemId: string; readonly promotionName?: string }[]).filter(
      ({ promotionName }) => promotionName === 'bears',
    );
    expect(itemList).toHaveLength(10);
    expect(promoted.map(({ itemId }) => itemId[0])).toEqual(['b', 'b', 'b']);
  });

  it('sends the count and latency of a request to CloudWatch, or an error count if the request is refused', async () => {
    // Prepare
    const bed = await Recommending.open();
    const counted: string[] = [];
    bed.service.onMetric(({ name }) => counted.push(name));

    // Act
    await bed.recommended();
    await bed.runtime('GetRecommendations', {}).catch(() => undefined);

    // Assess
    expect(counted).toEqual(['GetRecommendations', 'GetRecommendationsLatency', 'GetRecommendations4xxErrors']);
  });
});

describe('new data', () => {
  it('change recommendations at once, even for a new user, if the recipe has real-time personalization', async () => {
    // Prepare
    const bed = await Recommending.open();
    const trackingId = await bed.trackingId();
    const before = await bed.recommended({ userId: 'new', numResults: 5 });

    // Act
    for (const item of ['b1', 'b2']) await bed.click(trackingId, 'new', item, { eventValue: 1 });
    const after = await bed.recommended({ userId: 'new', numResults: 5 });

    // Assess
    expect(before[0]).toBe('hit');
    expect(after.filter(isOf('b'))).toHaveLength(5);
  });

  it('of an anonymous user count for the session id; once the user logs in, they count for the user id instead', async () => {
    // Prepare
    const bed = await Recommending.open();
    const trackingId = await bed.trackingId();
    await bed.click(trackingId, undefined, 'b1');
    const anonymous = await bed.recommended({ userId: 'session', numResults: 3 });

    // Act
    await bed.click(trackingId, 'new', 'b2');
    const known = await bed.recommended({ userId: 'new', numResults: 8 });

    // Assess
    expect(anonymous.filter(isOf('b'))).toHaveLength(3);
    expect(known.filter(isOf('b'))).toHaveLength(8);
    expect((await bed.recommended({ userId: 'session', numResults: 1 }))[0]).toBe('hit');
  });

  it('count only once a newly trained version is deployed if the recipe has no real-time personalization', async () => {
    // Prepare
    const bed = await Recommending.open('aws-popularity-count');
    const trackingId = await bed.trackingId();
    for (let user = 0; user < 100; user += 1) await bed.click(trackingId, `new${user}`, 'a1');
    const before = await bed.recommended({ userId: 'u0', numResults: 1 });

    // Act
    const solutionVersionArn = await bed.version(`${ARN}solution/solution`);
    await bed.settled(bed.call('UpdateCampaign', { campaignArn: bed.campaignArn, solutionVersionArn }));
    const after = await bed.recommended({ userId: 'u0', numResults: 1 });

    // Assess
    expect([before, after]).toEqual([['hit'], ['a1']]);
  });

  it('add new items to recommendations within two hours, but only if the campaign has the newest version', async () => {
    // Prepare
    const bed = await Recommending.open();
    await bed.advance(3 * 3600);
    await bed.events('PutItems', {
      datasetArn: bed.itemsArn,
      items: [{ itemId: 'fresh', properties: '{"price": 1}' }],
    });
    const atOnce = await bed.recommended();

    // Act
    await bed.advance(2 * 3600);
    const updated = await bed.recommended();
    await bed.version(`${ARN}solution/solution`);
    await bed.events('PutItems', {
      datasetArn: bed.itemsArn,
      items: [{ itemId: 'later', properties: '{"price": 1}' }],
    });
    await bed.advance(5 * 3600);
    const held = await bed.recommended();

    // Assess
    expect([atOnce, updated, held].map((items) => items.includes('fresh'))).toEqual([false, true, true]);
    expect(held).not.toContain('later');
  });

  it('add items without interactions to recommendations; items that were shown least often come first', async () => {
    // Prepare
    const bed = await Recommending.open();
    const trackingId = await bed.trackingId();
    const items = ['first', 'second', 'third'].map((itemId) => ({ itemId, properties: '{"price": 1}' }));
    await bed.events('PutItems', { datasetArn: bed.itemsArn, items });
    await bed.version(`${ARN}solution/solution`);
    await bed.settled(
      bed.call('UpdateCampaign', {
        campaignArn: bed.campaignArn,
        solutionVersionArn: `${ARN}solution/solution/$LATEST`,
      }),
    );
    const explored = async () => (await bed.recommended()).filter((id) => items.some(({ itemId }) => itemId === id));
    const before = await explored();

    // Act: the first event lists no shown items, so all recommended items count as shown. The second event lists two
    // items as shown, and the third event lists one item.
    const [one = '', two = '', three = ''] = before;
    const { recommendationId } = await bed.runtime('GetRecommendations', { userId: 'u0' });
    await bed.click(trackingId, 'u1', 'b1', { recommendationId });
    await bed.click(trackingId, 'u1', 'b2', { recommendationId, impression: [one, two] });
    await bed.click(trackingId, 'u1', 'b3', { impression: [one] });

    // Assess
    expect(before).toHaveLength(3);
    expect(await explored()).toEqual([three, two, one]);
  });

  it('change the metadata of an item, and filters use the new values', async () => {
    // Prepare
    const bed = await Recommending.open();
    const filterArn = await bed.filter('INCLUDE ItemID WHERE Items.PRICE > 100');

    // Act
    await bed.events('PutItems', { datasetArn: bed.itemsArn, items: [{ itemId: 'a4', properties: '{"price": 101}' }] });

    // Assess
    expect(await bed.recommended({ userId: 'u0', filterArn })).toEqual(['a4']);
  });
});

describe('recommenders', () => {
  it('recommend items until they are stopped', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.datasetGroup('shop', 'ECOMMERCE');
    const fields = ['USER_ID', 'ITEM_ID', 'TIMESTAMP', 'EVENT_TYPE'].map((name) => ({
      name,
      type: name === 'TIMESTAMP' ? 'long' : 'string',
    }));
    const schema = { type: 'record', name: 'Interactions', namespace: 'n', fields, version: '1.0' };
    const dataset = await bed.dataset(datasetGroupArn, 'Interactions', await bed.schema('s', schema, 'ECOMMERCE'));
    await bed.importJob(dataset, bed.put('i.csv', interactionsCsv({ eventType: 'View' })));
    const recommenderArn = await bed.settled(
      bed.create('CreateRecommender', {
        name: 'popular',
        datasetGroupArn,
        recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
      }),
    );
    const ask = () =>
      bed.aws.call('personalize-runtime', 'GetRecommendations', { recommenderArn, userId: 'u1', numResults: 2 });

    // Act
    const answer = await ask();
    await bed.settled(bed.call('StopRecommender', { recommenderArn }));

    // Assess
    expect(answer).toMatchObject({ itemList: [{ itemId: expect.any(String) }, { itemId: expect.any(String) }] });
    await expect(ask()).rejects.toMatchObject({ message: expect.stringMatching(/not ACTIVE: its status is INACTIVE/) });
  });
});

describe('GetActionRecommendations', () => {
  const ACTIONS = {
    type: 'record',
    name: 'Actions',
    namespace: 'com.amazonaws.personalize.schema',
    fields: [
      { name: 'ACTION_ID', type: 'string' },
      { name: 'VALUE', type: 'long' },
      { name: 'EXPIRATION_TIMESTAMP', type: ['null', 'long'] },
      { name: 'REPEAT_FREQUENCY', type: ['null', 'long'] },
    ],
    version: '1.0',
  };

  /** Creates a campaign that recommends 120 actions of a bank. The only action that users have taken is `a1`. */
  async function bank() {
    const bed = new Testbed();
    const group = await bed.trainableGroup('bank');
    const actions = await bed.dataset(group, 'Actions', await bed.schema('actions', ACTIONS));
    const rows = Array.from({ length: 120 }, (_, action) => `a${action},1,,`);
    const header = 'ACTION_ID,VALUE,EXPIRATION_TIMESTAMP,REPEAT_FREQUENCY';
    await bed.importJob(actions, bed.put('actions.csv', `${header}\n${rows.join('\n')}\n`));
    const answers = await bed.dataset(group, 'Action_Interactions', await bed.schema('answers', ACTION_INTERACTIONS));
    const taken = Array.from(
      { length: 30 },
      (_, user) => `u${user},a${user % 2},${user % 2 ? 'Taken' : 'Viewed'},17000000${user + 10}`,
    );
    await bed.importJob(
      answers,
      bed.put('answers.csv', `USER_ID,ACTION_ID,EVENT_TYPE,TIMESTAMP\n${taken.join('\n')}\n`),
    );
    const campaignArn = await bed.campaign(await bed.version(await bed.solution(group, 'aws-next-best-action')));
    const ask = async (input: object = {}) => {
      const answer = await bed.aws.call('personalize-runtime', 'GetActionRecommendations', {
        campaignArn,
        userId: 'u1',
        ...input,
      });
      return (answer as { readonly actionList: readonly { readonly actionId: string; readonly score: number }[] })
        .actionList;
    };
    const put = (actionId: string, properties: object) =>
      bed.aws.call('personalize-events', 'PutActions', {
        datasetArn: actions,
        actions: [{ actionId, properties: JSON.stringify(properties) }],
      });
    /** Records that `u1` views an action now. */
    const view = async (actionId: string) => {
      const { dataset } = (await bed.call('DescribeDataset', { datasetArn: answers })) as {
        readonly dataset: { readonly trackingId: string };
      };
      const timestamp = bed.aws.clock.now() / 1000;
      const viewed = { actionId, userId: 'u1', sessionId: 's', timestamp, eventType: 'Viewed' };
      const input = { trackingId: dataset.trackingId, actionInteractions: [viewed] };
      await bed.aws.call('personalize-events', 'PutActionInteractions', input);
    };
    return { bed, ask, put, view };
  }

  it('returns five actions by default, and at most 100, the likeliest first', async () => {
    // Prepare
    const { ask } = await bank();

    // Act
    const [few, all] = [await ask(), await ask({ numResults: 100 })];

    // Assess
    expect(few).toHaveLength(5);
    expect(few[0]?.actionId).toBe('a1');
    expect(all).toHaveLength(100);
    await expect(ask({ numResults: 101 })).rejects.toMatchObject({
      message: 'numResults is 101; it must be at most 100.',
    });
  });

  it('leaves out expired actions, and includes new actions within two hours, with a score of 0', async () => {
    // Prepare
    const { bed, ask, put } = await bank();
    for (let action = 0; action < 110; action += 1) await put(`a${action + 2}`, { value: 1, expirationTimestamp: 1 });
    const before = await ask({ numResults: 100 });

    // Act
    await put('new', { value: 2 });
    const atOnce = await ask({ numResults: 100 });
    await bed.advance(2 * 3600);
    const after = await ask({ numResults: 100 });

    // Assess
    expect(before).toHaveLength(10);
    expect(atOnce).toEqual(before);
    expect(after).toEqual([...before, { actionId: 'new', score: 0 }]);
  });

  it('recommends an action again only when REPEAT_FREQUENCY days have passed since the user viewed it', async () => {
    // Prepare
    const { bed, ask, put, view } = await bank();
    await put('a1', { value: 1, repeatFrequency: 2 });
    const best = async () => (await ask())[0]?.actionId;
    const before = await best();

    // Act
    await view('a1');
    const atOnce = await best();
    await bed.advance(2 * 24 * 3600);
    const after = await best();

    // Assess
    expect([before, after]).toEqual(['a1', 'a1']);
    expect(atOnce).not.toBe('a1');
  });
});

describe('permissions', () => {
  it.each([
    ['on a campaign', 'personalize-runtime', 'GetRecommendations', { campaignArn: 'c', userId: 'u' }, 'c'],
    ['on a recommender', 'personalize-runtime', 'GetRecommendations', { recommenderArn: 'r' }, 'r'],
    ['on all resources', 'personalize-events', 'PutEvents', { trackingId: 't' }, '*'],
    ['on a dataset', 'personalize-events', 'PutItems', { datasetArn: 'd' }, 'd'],
  ])('are needed %s to call service %s, operation %s', (_, name, operation, input, resource) => {
    // Prepare
    const service = new LocalAws({ seed: 1 }).aws.all().find((each) => each.name === name);

    // Act
    const permissions = service?.permissions({ operation, input });

    // Assess
    expect(permissions).toEqual([{ action: `personalize:${operation}`, resource }]);
  });
});
