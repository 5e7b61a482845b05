import type { Input } from '../../emulator/core/service';
import { ARN, INTERACTIONS, type Members, Testbed } from './personalize-testbed';

const USERS = 40;
const DAY = 86_400;
const NEWEST = 1_700_000_000;

/**
 * Interactions of users with two tastes, as csv. Users with even numbers have the items `a0` to `a9`, and users with
 * odd numbers have `b0` to `b9`. All users have `hit`.
 */
function tastesCsv(eventType = 'click'): string {
  const lines = Array.from({ length: USERS }, (_, user) => {
    const taste = user % 2 === 0 ? 'a' : 'b';
    const items = Array.from({ length: 30 }, (_event, index) =>
      index === 7 ? 'hit' : `${taste}${(user + index) % 10}`,
    );
    return items.map((item, index) => `u${user},${item},${NEWEST - DAY * (30 - index)},${eventType},${index % 6}`);
  });
  return `USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,EVENT_VALUE\n${lines.flat().join('\n')}\n`;
}

/** Schema of the items. */
export const METADATA = {
  type: 'record',
  name: 'Items',
  namespace: 'com.amazonaws.personalize.schema',
  fields: [
    { name: 'ITEM_ID', type: 'string' },
    { name: 'GENRE', type: ['null', 'string'], categorical: true },
    { name: 'PRICE', type: 'int' },
  ],
  version: '1.0',
};

const MEMBERS = {
  type: 'record',
  name: 'Users',
  namespace: 'com.amazonaws.personalize.schema',
  fields: [
    { name: 'USER_ID', type: 'string' },
    { name: 'TIER', type: 'string', categorical: true },
    { name: 'AGE', type: 'int' },
  ],
  version: '1.0',
};

const ITEM_ROWS = ['a', 'b'].flatMap((taste) =>
  Array.from({ length: 10 }, (_, index) => `${taste}${index},${taste === 'a' ? 'art|love' : 'bear'},${index}`),
);

/** A dataset group whose users have two tastes, with a campaign that recommends items. */
export class Recommending extends Testbed {
  group = '';
  versionArn = '';
  campaignArn = '';

  static async open(
    recipe = 'aws-user-personalization',
    more: Input = {},
    campaign: Input = {},
  ): Promise<Recommending> {
    const bed = new Recommending();
    bed.group = await bed.datasetGroup();
    const dataset = await bed.dataset(bed.group, 'Interactions', await bed.schema('interactions', INTERACTIONS));
    await bed.importJob(dataset, bed.put('interactions.csv', tastesCsv()));
    const items = await bed.dataset(bed.group, 'Items', await bed.schema('items', METADATA));
    await bed.importJob(items, bed.put('items.csv', `ITEM_ID,GENRE,PRICE\nhit,,50\n${ITEM_ROWS.join('\n')}\n`));
    const users = await bed.dataset(bed.group, 'Users', await bed.schema('users', MEMBERS));
    await bed.importJob(users, bed.put('users.csv', 'USER_ID,TIER,AGE\nu0,gold,30\nu1,basic,60\n'));
    bed.versionArn = await bed.version(await bed.solution(bed.group, recipe, more));
    bed.campaignArn = await bed.campaign(bed.versionArn, campaign);
    return bed;
  }

  async runtime(operation: string, input: Input): Promise<Members> {
    return (await this.aws.call('personalize-runtime', operation, {
      campaignArn: this.campaignArn,
      ...input,
    })) as Members;
  }

  async events(operation: string, input: Input): Promise<void> {
    await this.aws.call('personalize-events', operation, input);
  }

  /** Ids of the recommended items. */
  async recommended(input: Input = { userId: 'u0' }): Promise<readonly string[]> {
    const { itemList } = await this.runtime('GetRecommendations', input);
    return (itemList as readonly { readonly itemId: string }[]).map(({ itemId }) => itemId);
  }

  async filter(filterExpression: string, name = 'filter'): Promise<string> {
    return this.settled(this.create('CreateFilter', { name, datasetGroupArn: this.group, filterExpression }));
  }

  async trackingId(): Promise<string> {
    const { trackingId } = await this.settled(
      this.call('CreateEventTracker', { name: 'tracker', datasetGroupArn: this.group }),
    );
    return String(trackingId);
  }

  async click(trackingId: string, userId: string | undefined, itemId: string, more: Input = {}): Promise<void> {
    const sentAt = new Date(this.clock.now());
    await this.events('PutEvents', {
      trackingId,
      sessionId: 'session',
      ...(userId !== undefined && { userId }),
      eventList: [{ eventType: 'click', itemId, sentAt, ...more }],
    });
  }

  get interactionsArn(): string {
    return `${ARN}dataset/group/INTERACTIONS`;
  }

  get itemsArn(): string {
    return `${ARN}dataset/group/ITEMS`;
  }
}
