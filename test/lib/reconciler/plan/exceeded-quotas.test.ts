import { LIMITS } from '../../../../lib/personalize/limits';
import type { DesiredType } from '../../../../lib/personalize/resource-types';
import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import type { Existing } from '../../../../lib/reconciler/inventory';
import { type AccountQuotas, exceededQuotas, readQuotas } from '../../../../lib/reconciler/plan/exceeded-quotas';
import type { Action, PlannedChange } from '../../../../lib/reconciler/plan/plan';

const CAMPAIGNS = 'Active campaigns per dataset group';
const GROUPS = 'Active dataset groups';

function changes(count: number, type: DesiredType, action: Action = 'create'): readonly PlannedChange[] {
  return Array.from({ length: count }, (_, index) => ({ action, type, name: `n${index}`, label: `n${index}` }));
}

function existing(type: DesiredType, statuses: readonly string[]): readonly Existing[] {
  return statuses.map((status, index) => ({ type, arn: `arn:${index}`, name: `e${index}`, status, summary: {} }));
}

const values = (entries: Readonly<Record<string, number>>): AccountQuotas => ({
  values: new Map(Object.entries(entries)),
});

/** @param listed resources of the account */
function account(quotas: AccountQuotas, listed: readonly Description[] = []) {
  return { personalize: { list: async () => listed }, quotas: async () => quotas };
}

describe('exceededQuotas', () => {
  it('are none if everything fits', async () => {
    // Act
    const found = await exceededQuotas(
      [changes(2, 'campaign')],
      existing('campaign', ['ACTIVE', 'ACTIVE', 'ACTIVE']),
      account(values({ [CAMPAIGNS]: 5 })),
    );

    // Assess
    expect(found).toEqual([]);
  });

  it('count resources to create and existing resources, except failed ones and those being deleted', async () => {
    // Prepare
    const inGroup = existing('campaign', ['ACTIVE', 'CREATE PENDING', 'CREATE FAILED', 'DELETE IN_PROGRESS']);
    const planned = [...changes(4, 'campaign'), ...changes(9, 'campaign', 'unchanged')];

    // Act
    const found = await exceededQuotas([planned], inGroup, account(values({ 'L-052ECD67': 5 })));

    // Assess
    expect(found).toEqual([
      {
        type: 'campaign',
        scope: 'datasetGroup',
        name: CAMPAIGNS,
        code: 'L-052ECD67',
        limit: 5,
        source: 'account',
        existing: 2,
        toCreate: 4,
        resolution: expect.stringContaining('--quota-code L-052ECD67 --desired-value 6'),
      },
    ]);
  });

  it("are found by name if AWS has changed a quota's code", async () => {
    // Act
    const found = await exceededQuotas([changes(3, 'campaign')], [], account(values({ 'L-0': 2, [CAMPAIGNS]: 2 })));

    // Assess
    expect(found).toMatchObject([{ limit: 2, source: 'account' }]);
  });

  it.each<[string, AccountQuotas, string]>([
    [
      'may not be read',
      { unread: 'AccessDeniedException' },
      'could not be read: AccessDeniedException (servicequotas:ListServiceQuotas)',
    ],
    ['are not listed', values({}), 'is not listed by Service Quotas'],
  ])('use the documented quotas, with their date, if the quotas of the account %s', async (_what, quotas, why) => {
    // Act
    const found = await exceededQuotas([changes(6, 'campaign')], [], account(quotas));

    // Assess
    const { url, read } = LIMITS.campaigns.source;
    const note = `by default (${url}, read ${read}), unless AWS has raised it: the account's own quota ${why}.`;
    expect(found).toMatchObject([{ limit: 5, source: 'default', note }]);
  });

  it('count existing dataset groups and those of files planned earlier, if the file creates a dataset group', async () => {
    // Prepare
    const twoGroups = account(values({ [GROUPS]: 3 }), [{ status: 'ACTIVE' }, { status: 'ACTIVE' }]);
    const one = changes(1, 'datasetGroup');

    // Act
    const first = await exceededQuotas([one], [], twoGroups);
    const second = await exceededQuotas([one, one], [], twoGroups);
    const unrelated = await exceededQuotas([one, one, changes(1, 'filter')], [], twoGroups);

    // Assess
    expect(first).toEqual([]);
    expect(second).toMatchObject([{ name: GROUPS, existing: 2, toCreate: 2, limit: 3 }]);
    expect(unrelated).toEqual([]);
  });

  it('leave out quotas on work in progress, and read nothing for them', async () => {
    // Prepare
    const never = () => Promise.reject(new Error('No request is expected.'));

    // Act
    const found = await exceededQuotas([changes(30, 'solutionVersion')], [], {
      personalize: { list: never },
      quotas: never,
    });

    // Assess
    expect(found).toEqual([]);
  });
});

describe('readQuotas', () => {
  it('reads every page, and skips a quota without a name and a value', async () => {
    // Prepare
    async function* pages() {
      yield { Quotas: [{ QuotaCode: 'L-1', QuotaName: 'one', Value: 1 }] };
      yield { Quotas: [{ QuotaCode: 'L-2', QuotaName: 'two', Value: 2 }, { QuotaCode: 'L-3' }] };
    }

    // Act
    const read = await readQuotas(pages());

    // Assess
    expect(read).toEqual(values({ 'L-1': 1, one: 1, 'L-2': 2, two: 2 }));
  });

  it('returns the name of the error if it cannot read the quotas', async () => {
    // Prepare
    const denied = Object.assign(new Error('Not allowed.'), { name: 'AccessDeniedException' });
    const refused = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(denied) }) };

    // Act
    const read = await readQuotas(refused);

    // Assess
    expect(read).toEqual({ unread: 'AccessDeniedException' });
  });
});
