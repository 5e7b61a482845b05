import { INTERACTIONS } from '../../../support/personalize-testbed';
import { METADATA, Recommending } from '../../../support/recommending';

/** Trains a new version. Returns the items that it finds similar to the item `new`, which has no interactions. */
async function similarTo(bed: Recommending, solutionArn: string, name: string): Promise<readonly string[]> {
  const campaignArn = await bed.campaign(await bed.version(solutionArn), { name });
  return bed.recommended({ campaignArn, itemId: 'new' });
}

it('a training leaves out columns that were added to the dataset after the solution was created', async () => {
  // Prepare: the item `new` has the genre of b1, and the brands of a1.
  const bed = await Recommending.open('aws-similar-items');
  const { solutionArn } = await bed.describe(bed.versionArn);
  const fields = [...METADATA.fields, { name: 'BRAND', type: ['null', 'string'], categorical: true }];
  await bed.advance(60);
  const schemaArn = await bed.schema('more', { ...METADATA, fields });
  await bed.settled(bed.call('UpdateDataset', { datasetArn: bed.itemsArn, schemaArn }));
  const csv = 'ITEM_ID,GENRE,PRICE,BRAND\nnew,bear,9,acme|best\na1,art,1,acme|best\nb1,bear,2,other\n';
  await bed.importJob(bed.itemsArn, bed.put('items.csv', csv));

  // Act
  const old = await similarTo(bed, String(solutionArn), 'old');
  const young = await similarTo(bed, await bed.solution(bed.group, 'aws-similar-items', { name: 'young' }), 'young');

  // Assess: the old solution does not compare brands, so it finds b1.
  expect([old[0], young[0]]).toEqual(['b1', 'a1']);
});

it('a training whose only data are recorded events leaves out events that are recorded after the training', async () => {
  // Prepare: 30 users click on `old` 40 times each.
  const bed = new Recommending();
  bed.group = await bed.datasetGroup();
  await bed.dataset(bed.group, 'Interactions', await bed.schema('interactions', INTERACTIONS));
  const trackingId = await bed.trackingId();
  const clickAll = async (item: string, times: number) => {
    for (let index = 0; index < times; index += 1)
      await bed.click(trackingId, `u${index % 30}`, item, { sentAt: new Date(1_700_000_000_000 + index * 1000) });
  };
  await clickAll('old', 1200);
  const version = await bed.version(await bed.solution(bed.group, 'aws-popularity-count'));
  bed.campaignArn = await bed.campaign(version);

  // Act
  await clickAll('new', 1300);

  // Assess
  expect(await bed.recommended({ userId: 'stranger' })).toEqual(['old']);
});
