import { plural } from '../text/format';
import { PRICE_NAMES, type PriceName } from './billing';
import type { Prices } from './cost';

/**
 * Code of Amazon Personalize in AWS's Price List, and the attribute by which products are filtered. No page of AWS names the code or the
 * attribute. The sources are two public repositories that use the Price List, both read 2026-11-29. One repository has addresses of price
 * files for ap-southeast-1 (2026-08). The other one queries prices for cn-north-1 by `regionCode`.
 */
export const PRICE_LIST_SERVICE = 'AmazonPersonalize';
export const REGION_ATTRIBUTE = 'regionCode';

/**
 * Region of the Price List endpoint that is used, by partition. The partition `aws` also has endpoints in eu-central-1 and ap-south-1,
 * with the same prices. Sources, read 2026-11-29: AWS Billing user guide, "Using the AWS Price List Query API"; for China, a public
 * repository that calls the endpoint.
 */
export const PRICE_LIST_REGION: Readonly<Record<string, string>> = { aws: 'us-east-1', 'aws-cn': 'cn-northwest-1' };

/** Words and units by which a product is recognized. */
interface Meaning {
  readonly has: readonly RegExp[];
  readonly hasNot?: RegExp;
  /** Names of the unit in the Price List. */
  readonly unit: RegExp;
}

const TPS_HOURS = /^tps-?(?:hours?|hrs?)$/;

/**
 * Patterns by which a product of the Price List is recognized. `has` and `hasNot` apply to the product's usage type,
 * operation, group and description. No public source shows these texts for Amazon Personalize: see
 * `pricing-personalize-products` in docs/local-aws.md. A product's price is used only if exactly one entry fits the
 * product and its unit, because a missing cost is better than a wrong cost. Batch jobs are left out because AWS bills
 * their results. Attribution metrics are left out because CloudWatch bills them.
 */
const MEANINGS: Readonly<Partial<Record<PriceName, Meaning>>> = {
  trainingHours: { has: [/train/], hasNot: /interaction|v2/, unit: /^(?:training-?)?(?:hours?|hrs?)$/ },
  trainingInteractions: { has: [/train/, /interaction|v2/], unit: /^interactions?$/ },
  importGigabytes: { has: [/ingest/], unit: /^gb$/ },
  campaignTpsHours: { has: [/tps/], hasNot: /recommender|v2|batch/, unit: TPS_HOURS },
  campaignV2TpsHours: { has: [/tps/, /v2/], hasNot: /recommender|batch/, unit: TPS_HOURS },
  recommenderTpsHours: { has: [/tps/, /recommender/], hasNot: /batch/, unit: TPS_HOURS },
};

/** The members of a Price List entry (`aws_v1`) that this file reads. */
interface Entry {
  readonly product?: { readonly attributes?: Readonly<Record<string, string>> };
  readonly terms?: { readonly OnDemand?: Readonly<Record<string, Term>> };
}
interface Term {
  readonly priceDimensions?: Readonly<Record<string, Dimension>>;
}
interface Dimension {
  readonly unit?: string;
  readonly beginRange?: string;
  readonly description?: string;
  readonly pricePerUnit?: Readonly<Record<string, string>>;
}

/**
 * Prices of a region from AWS's Price List. If a price has tiers, the result has the price of the first tier. A price that differs between
 * products is left out.
 * @param entries JSON texts, as GetProducts returns them
 * @returns the prices or, if there are none, the reason as a clause that ends with `;`
 * @throws Error for an entry that is not JSON
 */
export function pricesOf(entries: readonly string[], region: string): Prices | string {
  const products = entries
    .map((text) => JSON.parse(text) as Entry)
    .filter(({ product }) => product?.attributes?.[REGION_ATTRIBUTE] === region);
  const found = products.flatMap(pricesOfProduct);
  const currencies = [...new Set(found.map(({ currency }) => currency))];
  if (products.length === 0) return `AWS's Price List has no Amazon Personalize in ${region};`;
  if (found.length === 0)
    return `AWS's Price List lists ${plural(products.length, 'product')} of Amazon Personalize in ${region}, but this release recognizes none of them;`;
  const [currency = ''] = currencies;
  if (currencies.length > 1) return `AWS's Price List has prices in ${currencies.join(' and ')};`;
  const prices: Partial<Record<PriceName, number>> = {};
  for (const name of Object.keys(PRICE_NAMES) as PriceName[]) {
    const [price, ...others] = new Set(found.filter((each) => each.name === name).map((each) => each.price));
    if (price !== undefined && others.length === 0) prices[name] = price;
  }
  const location = products[0]?.product?.attributes?.location ?? region;
  return { currency, prices, source: `AWS's Price List (${location})` };
}

function pricesOfProduct({ product: { attributes = {} } = {}, terms: { OnDemand = {} } = {} }: Entry) {
  const dimensions = Object.values(OnDemand).flatMap(({ priceDimensions = {} }) => Object.values(priceDimensions));
  const { usagetype, operation, group, groupDescription } = attributes;
  return dimensions
    .filter(({ beginRange = '0' }) => Number(beginRange) === 0)
    .flatMap(({ unit = '', description, pricePerUnit = {} }) => {
      const words = [usagetype, operation, group, groupDescription, description].join(' ').toLowerCase();
      const names = namesOf(words, unit.toLowerCase());
      return Object.entries(pricePerUnit)
        .filter(([, price]) => names.length === 1 && Number(price) > 0)
        .map(([currency, price]) => ({ name: names[0], currency, price: Number(price) }));
    });
}

function namesOf(words: string, unit: string): readonly string[] {
  const fitting = Object.entries(MEANINGS).filter(
    ([, meaning]) =>
      meaning.unit.test(unit) && meaning.has.every((word) => word.test(words)) && !meaning.hasNot?.test(words),
  );
  return fitting.map(([name]) => name);
}
