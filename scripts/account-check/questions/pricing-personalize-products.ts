import { GetProductsCommand } from '@aws-sdk/client-pricing';
import type { Question } from '../question';

/** The part of a Price List entry that is read. */
interface Entry {
  readonly product: { readonly attributes: Readonly<Record<string, string>> };
  readonly terms: { readonly OnDemand?: Readonly<Record<string, { readonly priceDimensions: object }>> };
}

export const pricingPersonalizeProducts: Question = {
  id: 'pricing-personalize-products',
  asks: 'which usage types and units the prices of Personalize have in the Price List',
  emulated:
    'invented ones. The command recognizes words such as `train`, `ingest`, `tps`, `v2` and `recommender`, and ignores a price that matches no rule or several rules.',
  check: {
    creates: 'nothing',
    dollars: 0,
    expected:
      'Batch-Recommendations (Recommendations); Campaign-TPS-Hours (TPS-Hours); Campaign-V2-TPS-Hours (TPS-Hours); DataIngestion (GB); Recommender-TPS-Hours (TPS-Hours); Training-V2-Interactions (Interactions); TrainingHours (Hours)',
    async ask({ clients }) {
      const region = await clients.personalize.config.region();
      const Filters = [{ Type: 'TERM_MATCH' as const, Field: 'regionCode', Value: region }];
      const request = new GetProductsCommand({ ServiceCode: 'AmazonPersonalize', Filters });
      const { PriceList = [] } = await clients.pricing.send(request);
      const names = PriceList.map((text: unknown) => nameOf(JSON.parse(String(text)) as Entry, region));
      return names.sort().join('; ');
    },
  },
};

/** Usage type and unit, such as `DataIngestion (GB)`, without the region's short name that AWS puts before most usage types. */
function nameOf({ product, terms }: Entry, region: string): string {
  const [term] = Object.values(terms.OnDemand ?? {});
  const [dimension] = Object.values(term?.priceDimensions ?? {}) as { readonly unit?: string }[];
  const usage = product.attributes.usagetype ?? 'none';
  return `${usage.replace(`${region}-`, '').replace(/^[A-Z]{2,4}\d?-/, '')} (${dimension?.unit ?? 'no unit'})`;
}
