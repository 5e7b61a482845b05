import type { ApiModel } from '../../core/api/model';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { JsonProtocol } from '../../core/protocols/json';
import { type Input, type Permission, ServiceError } from '../../core/service';
import MODEL from './api-model.json';
import { PRICE_LIST, type PriceListEntry } from './products';

/** Maximum and default number of products on a page. Source: API reference of Price List, GetProducts, read 2026-11-29. */
const PAGE_SIZE = 100;

interface Filter {
  readonly Type: string;
  readonly Field: string;
  readonly Value: string;
}

/** Price List: invented prices of Amazon Personalize. One endpoint has the prices of all regions. */
export class PricingService extends EmulatedService {
  readonly name = 'pricing';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'Price List';
  protected readonly protocol = new JsonProtocol({ targetPrefix: 'AWSPriceListService', version: '1.1' });
  protected readonly operations: Operations = {
    GetProducts: operation(['ServiceCode', 'Filters.*', 'FormatVersion', 'NextToken', 'MaxResults'], (input) =>
      this.getProducts(input),
    ),
  };

  /** Returns the permissions that a call needs. Products are not resources of IAM. Source: service authorization reference of Price List, read 2026-11-29. */
  permissions(): readonly Permission[] {
    return [{ action: 'pricing:GetProducts', resource: '*' }];
  }

  private getProducts({ ServiceCode, Filters = [], NextToken, MaxResults }: Input): unknown {
    const filters = Filters as readonly Filter[];
    const other = filters.find(({ Type }) => Type !== 'TERM_MATCH');
    if (other !== undefined)
      throw new ServiceError(
        'InvalidParameterException',
        `The local Price List implements only filters of the type TERM_MATCH, not ${other.Type}.`,
      );
    const found = PRICE_LIST.filter(
      (entry) => entry.serviceCode === ServiceCode && filters.every((filter) => matches(entry, filter)),
    );
    const { page, next } = pageOf(found, {
      token: NextToken,
      size: Number(MaxResults ?? PAGE_SIZE),
      invalidToken: (token) => new ServiceError('InvalidNextTokenException', `Invalid NextToken: '${token}'.`),
    });
    return {
      FormatVersion: 'aws_v1',
      PriceList: page.map((entry) => JSON.stringify(entry)),
      ...(next !== undefined && { NextToken: next }),
    };
  }
}

function matches({ serviceCode, product }: PriceListEntry, { Field, Value }: Filter): boolean {
  return (Field === 'ServiceCode' ? serviceCode : product.attributes[Field]) === Value;
}
