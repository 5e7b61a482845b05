/** Label that marks each product as invented, wherever a client shows it. */
const INVENTED = 'invented prices of the local AWS';

/** A product with an invented price. Real prices are not used, because users could mistake them for the prices that AWS will bill. */
interface InventedProduct {
  readonly usage: string;
  readonly unit: string;
  /** Prices of one unit in the region's currency. Each price applies from the given number of units upwards. */
  readonly tiers: readonly (readonly [from: number, price: number])[];
}

/**
 * No public text shows the products of Amazon Personalize (`pricing-personalize-products` in docs/local-aws.md). So usage types and units
 * are invented too. They have the form that other services use.
 */
const PRODUCTS: readonly InventedProduct[] = [
  { usage: 'DataIngestion', unit: 'GB', tiers: [[0, 0.01]] },
  { usage: 'TrainingHours', unit: 'Hours', tiers: [[0, 0.1]] },
  { usage: 'Training-V2-Interactions', unit: 'Interactions', tiers: [[0, 0.000001]] },
  {
    usage: 'Campaign-TPS-Hours',
    unit: 'TPS-Hours',
    tiers: [
      [0, 0.2],
      [20_000, 0.1],
    ],
  },
  { usage: 'Campaign-V2-TPS-Hours', unit: 'TPS-Hours', tiers: [[0, 0.3]] },
  { usage: 'Recommender-TPS-Hours', unit: 'TPS-Hours', tiers: [[0, 0.4]] },
  { usage: 'Batch-Recommendations', unit: 'Recommendations', tiers: [[0, 0.00001]] },
];

/** Regions in which the local Price List has products, each with the currency of its partition. */
const REGIONS: readonly (readonly [region: string, currency: string])[] = [
  ['us-east-1', 'USD'],
  ['eu-west-1', 'USD'],
  ['eu-central-1', 'USD'],
  ['cn-north-1', 'CNY'],
];

/** An entry of the Price List, in the format `aws_v1`. */
export interface PriceListEntry {
  readonly product: { readonly attributes: Readonly<Record<string, string>>; readonly sku: string };
  readonly serviceCode: string;
  readonly terms: object;
}

/** All products, in the form of AWS's example (AWS CLI, `pricing get-products`, read 2026-11-29). */
export const PRICE_LIST: readonly PriceListEntry[] = REGIONS.flatMap(([region, currency]) =>
  PRODUCTS.map((product, index) =>
    entry(product, `LOCAL${index}${region.replaceAll('-', '').toUpperCase()}`, region, currency),
  ),
);

function entry({ usage, unit, tiers }: InventedProduct, sku: string, region: string, currency: string): PriceListEntry {
  const term = `${sku}.ONDEMAND`;
  const dimensions = tiers.map(([from, price], index) => [
    `${term}.TIER${index}`,
    {
      unit,
      beginRange: String(from),
      endRange: String(tiers[index + 1]?.[0] ?? 'Inf'),
      description: `${price} ${currency} per ${unit} (${INVENTED})`,
      appliesTo: [],
      rateCode: `${term}.TIER${index}`,
      pricePerUnit: { [currency]: price.toFixed(10) },
    },
  ]);
  return {
    product: {
      attributes: {
        servicecode: 'AmazonPersonalize',
        servicename: 'Amazon Personalize',
        location: `${region}, ${INVENTED}`,
        locationType: 'AWS Region',
        regionCode: region,
        usagetype: `${region}-${usage}`,
        operation: '',
      },
      sku,
    },
    serviceCode: 'AmazonPersonalize',
    terms: { OnDemand: { [term]: { priceDimensions: Object.fromEntries(dimensions), sku } } },
  };
}
