import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { JsonProtocol } from '../../core/protocols/json';
import { type Input, type Permission, ServiceError } from '../../core/service';
import type { AppliedQuota } from '../personalize/quotas';
import MODEL from './api-model.json';

/** Source: API reference of Service Quotas, ListServiceQuotas, read 2026-11-26. */
const PAGE_SIZE = 100;

/** Service Quotas: the quotas of Amazon Personalize that the local Personalize has. */
export class ServiceQuotasService extends EmulatedService {
  readonly name = 'servicequotas';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'Service Quotas';
  protected readonly protocol = new JsonProtocol({ targetPrefix: 'ServiceQuotasV20190624', version: '1.1' });
  protected readonly operations: Operations = {
    ListServiceQuotas: operation(['ServiceCode', 'NextToken', 'MaxResults'], (input) => this.list(input)),
  };

  constructor(
    private readonly aws: Aws,
    private readonly quotas: () => readonly AppliedQuota[],
  ) {
    super();
  }

  /** Listing knows no resources. Source: service authorization reference of Service Quotas. */
  permissions(): readonly Permission[] {
    return [{ action: 'servicequotas:ListServiceQuotas', resource: '*' }];
  }

  private list({ ServiceCode, NextToken, MaxResults }: Input): unknown {
    if (ServiceCode !== 'personalize') {
      throw new ServiceError(
        'NoSuchResourceException',
        `The local Service Quotas has quotas of personalize, not of ${ServiceCode}.`,
      );
    }
    const { page, next } = pageOf(this.quotas(), {
      token: NextToken,
      size: Number(MaxResults ?? PAGE_SIZE),
      invalidToken: (token) => new ServiceError('InvalidPaginationTokenException', `Invalid NextToken: '${token}'.`),
    });
    const Quotas = page.map(({ code, name, adjustable, value }) => ({
      ServiceCode,
      ServiceName: 'Amazon Personalize',
      QuotaArn: this.aws.arn('servicequotas', `personalize/${code}`),
      QuotaCode: code,
      QuotaName: name,
      Value: value,
      Unit: 'None',
      Adjustable: adjustable,
      GlobalQuota: false,
    }));
    return { Quotas, ...(next !== undefined && { NextToken: next }) };
  }
}
