import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { JsonProtocol } from '../../core/protocols/json';
import { type Input, type Permission, ServiceError } from '../../core/service';
import type { AppliedQuota } from '../personalize/quotas';
import MODEL from './api-model.json';

/** Maximum number of quotas on a page. Source: API reference of Service Quotas, ListServiceQuotas, read 2026-11-26. */
const PAGE_SIZE = 100;

interface QuotasOfService {
  readonly title: string;
  readonly quotas: () => readonly AppliedQuota[];
}

/** Service Quotas: lists the quotas of the services that the constructor receives. */
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
    private readonly services: Readonly<Record<string, QuotasOfService>>,
  ) {
    super();
  }

  /** Returns the permissions of a call. ListServiceQuotas cannot be restricted to resources. Source: service authorization reference of Service Quotas. */
  permissions(): readonly Permission[] {
    return [{ action: 'servicequotas:ListServiceQuotas', resource: '*' }];
  }

  private list({ ServiceCode, NextToken, MaxResults }: Input): unknown {
    const found = this.services[String(ServiceCode)];
    if (found === undefined) {
      const known = Object.keys(this.services).join(' and ');
      throw new ServiceError(
        'NoSuchResourceException',
        `The local Service Quotas has quotas of ${known}, not of ${ServiceCode}.`,
      );
    }
    const { page, next } = pageOf(found.quotas(), {
      token: NextToken,
      size: Number(MaxResults ?? PAGE_SIZE),
      invalidToken: (token) => new ServiceError('InvalidPaginationTokenException', `Invalid NextToken: '${token}'.`),
    });
    const Quotas = page.map(({ code, name, adjustable, value }) => ({
      ServiceCode,
      ServiceName: found.title,
      QuotaArn: this.aws.arn('servicequotas', `${ServiceCode}/${code}`),
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
