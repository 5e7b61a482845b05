import { ServiceQuotasService } from '../../../../emulator/services/service-quotas/service';
import { testAws } from '../../../support/in-process';

const QUOTAS = [
  { code: 'L-1', name: 'Active things', adjustable: true, value: 5 },
  { code: 'L-2', name: 'Number of things', adjustable: false, value: 500 },
];

function prepare() {
  const aws = testAws();
  aws.register(new ServiceQuotasService(aws, { personalize: { title: 'Amazon Personalize', quotas: () => QUOTAS } }));
  return (input: object) => aws.call('servicequotas', 'ListServiceQuotas', { ServiceCode: 'personalize', ...input });
}

describe('Service Quotas', () => {
  it('lists the quotas of Personalize, page by page', async () => {
    // Prepare
    const list = prepare();

    // Act
    const first = await list({ MaxResults: 1 });
    const second = await list({ MaxResults: 1, NextToken: '1' });

    // Assess
    expect(first).toMatchObject({
      Quotas: [
        {
          ServiceCode: 'personalize',
          QuotaArn: 'arn:aws:servicequotas:us-east-1:123456789012:personalize/L-1',
          QuotaCode: 'L-1',
          QuotaName: 'Active things',
          Value: 5,
          Adjustable: true,
        },
      ],
      NextToken: '1',
    });
    expect(second).toMatchObject({ Quotas: [{ QuotaCode: 'L-2', Adjustable: false }] });
    expect(second).not.toHaveProperty('NextToken');
  });

  it.each([
    ['another service', { ServiceCode: 'lambda' }, 'NoSuchResourceException'],
    ['a malformed token', { NextToken: 'abc' }, 'InvalidPaginationTokenException'],
    ['a member that is not emulated', { QuotaCode: 'L-1' }, 'ValidationException'],
  ])('refuses %s', async (_what, input, code) => {
    await expect(prepare()(input)).rejects.toMatchObject({ code });
  });
});
