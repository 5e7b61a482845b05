import { PricingService } from '../../../../emulator/services/pricing/service';
import { testAws } from '../../../support/in-process';

interface Page {
  readonly PriceList: readonly string[];
  readonly NextToken?: string;
}

function prepare() {
  const aws = testAws();
  aws.register(new PricingService());
  return async (input: object = {}) =>
    (await aws.call('pricing', 'GetProducts', { ServiceCode: 'AmazonPersonalize', ...input })) as Page;
}

const REGION = { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'eu-west-1' };

function attributesOf(text: string): Readonly<Record<string, string>> {
  return JSON.parse(text).product.attributes;
}

describe('the Price List', () => {
  it("has the products of a region, and labels each product's prices as invented", async () => {
    // Act
    const { PriceList } = await prepare()({ Filters: [REGION] });

    // Assess
    expect(PriceList.length).toBeGreaterThan(4);
    for (const text of PriceList) {
      expect(attributesOf(text)).toMatchObject({ regionCode: 'eu-west-1', servicecode: 'AmazonPersonalize' });
      expect(attributesOf(text).location).toContain('invented prices of the local AWS');
    }
  });

  it('returns products page by page, and with filters only the products that match all of them', async () => {
    // Prepare
    const get = prepare();
    const Filters = [REGION, { Type: 'TERM_MATCH', Field: 'usagetype', Value: 'eu-west-1-DataIngestion' }];

    // Act
    const first = await get({ MaxResults: 1 });
    const second = await get({ MaxResults: 1, NextToken: first.NextToken });
    const filtered = await get({ Filters });

    // Assess
    expect(first.PriceList).toHaveLength(1);
    expect(second.PriceList).not.toEqual(first.PriceList);
    expect(filtered.PriceList).toHaveLength(1);
    expect(filtered).not.toHaveProperty('NextToken');
  });

  it('has prices in yuan for regions in China', async () => {
    // Act
    const { PriceList } = await prepare()({ Filters: [{ ...REGION, Value: 'cn-north-1' }] });
    // Assess
    expect(PriceList.join('')).toContain('"CNY"');
    expect(PriceList.join('')).not.toContain('"USD"');
  });

  it('has no products of other services', async () => {
    await expect(prepare()({ ServiceCode: 'AmazonEC2' })).resolves.toMatchObject({ PriceList: [] });
  });

  it.each([
    ['a filter that is not emulated', { Filters: [{ ...REGION, Type: 'CONTAINS' }] }, 'InvalidParameterException'],
    ['a malformed token', { NextToken: 'abc' }, 'InvalidNextTokenException'],
  ])('refuses %s', async (_what, input, code) => {
    await expect(prepare()(input)).rejects.toMatchObject({ code });
  });
});
