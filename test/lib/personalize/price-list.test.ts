import { pricesOf } from '../../../lib/personalize/price-list';

interface Given {
  readonly usagetype: string;
  readonly unit: string;
  readonly price?: Readonly<Record<string, string>>;
  readonly regionCode?: string;
  readonly beginRange?: string;
  readonly description?: string;
}

/** An entry of the price list, in the form that AWS documents. */
function entry({ usagetype, unit, price = { USD: '0.5' }, regionCode = 'eu-west-1', beginRange, description }: Given) {
  const attributes = {
    servicecode: 'AmazonPersonalize',
    location: 'EU (Ireland)',
    regionCode,
    usagetype,
    operation: '',
  };
  const dimension = { unit, beginRange: beginRange ?? '0', endRange: 'Inf', description, pricePerUnit: price };
  return JSON.stringify({
    product: { attributes, sku: 'SKU' },
    terms: { OnDemand: { 'SKU.TERM': { priceDimensions: { 'SKU.TERM.RATE': dimension } } } },
  });
}

const TRAINING = { usagetype: 'EU-TrainingHour', unit: 'Hours' };

test('finds the price of each use for which exactly one entry fits', () => {
  // Act
  const prices = pricesOf(
    [
      entry(TRAINING),
      entry({ usagetype: 'EU-DataIngestion', unit: 'GB', price: { USD: '0.25' } }),
      entry({ usagetype: 'EU-TPS-hours', unit: 'TPS-Hours', price: { USD: '0.75' } }),
      entry({ usagetype: 'EU-TPS-hours-V2', unit: 'TPS-Hours', price: { USD: '1' } }),
      entry({ usagetype: 'EU-Recommender', unit: 'TPS-Hours', description: 'per recommender TPS-hour' }),
      entry({ usagetype: 'EU-Training-V2', unit: 'Interactions', price: { USD: '0.0000020000' } }),
    ],
    'eu-west-1',
  );

  // Assess
  expect(prices).toEqual({
    currency: 'USD',
    source: "AWS's Price List (EU (Ireland))",
    prices: {
      trainingHours: 0.5,
      trainingInteractions: 0.000002,
      importGigabytes: 0.25,
      campaignTpsHours: 0.75,
      campaignV2TpsHours: 1,
      recommenderTpsHours: 0.5,
    },
  });
});

test('takes the price of the first tier', () => {
  // Act
  const prices = pricesOf(
    [entry({ ...TRAINING, beginRange: '1000', price: { USD: '0.1' } }), entry(TRAINING)],
    'eu-west-1',
  );
  // Assess
  expect(prices).toMatchObject({ prices: { trainingHours: 0.5 } });
});

test.each<[string, Given]>([
  ['in an unexpected unit', { ...TRAINING, unit: 'Minutes' }],
  ['of a batch job', { usagetype: 'EU-Batch-TPS-Hours', unit: 'TPS-Hours' }],
  ['of zero, such as a free trial', { ...TRAINING, price: { USD: '0.0000000000' } }],
])('ignores a price %s', (_what, given) => {
  expect(pricesOf([entry(given)], 'eu-west-1')).toMatch(
    /lists 1 product of Amazon Personalize in eu-west-1, but this release recognizes none/,
  );
});

test('takes neither of two prices that fit the same use', () => {
  // Act
  const prices = pricesOf(
    [
      entry(TRAINING),
      entry({ ...TRAINING, usagetype: 'EU-TrainingHour-Large', price: { USD: '0.9' } }),
      entry({ usagetype: 'EU-DataIngestion', unit: 'GB' }),
    ],
    'eu-west-1',
  );
  // Assess
  expect(prices).toMatchObject({ prices: { importGigabytes: 0.5 } });
  expect(prices).not.toHaveProperty('prices.trainingHours');
});

test('says that a list has no products of the region', () => {
  expect(pricesOf([entry({ ...TRAINING, regionCode: 'us-east-1' })], 'eu-west-1')).toBe(
    "AWS's Price List has no Amazon Personalize in eu-west-1;",
  );
});

test('says that a list has two currencies', () => {
  expect(pricesOf([entry({ ...TRAINING, price: { USD: '1', EUR: '1' } })], 'eu-west-1')).toBe(
    "AWS's Price List has prices in USD and EUR;",
  );
});
