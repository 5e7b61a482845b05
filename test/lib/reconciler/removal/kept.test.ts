import { campaignsUsing, reasonOfUse } from '../../../../lib/reconciler/removal/kept';

it('names the campaigns of a solution that are not being deleted', async () => {
  // Prepare
  const list = async () => [
    { name: 'one', status: 'ACTIVE' },
    { name: 'gone', status: 'DELETE IN_PROGRESS' },
  ];

  // Act
  const campaigns = await campaignsUsing({ list }, 'arn:solution');

  // Assess
  expect(campaigns).toEqual(['one']);
});

it.each([
  [[], undefined],
  [['one'], "campaign 'one' uses it"],
  [['one', 'two'], "campaigns 'one', 'two' use it"],
])('returns the reason, if there is one, to keep a solution with the campaigns %j', (campaigns, reason) => {
  // Act and assess
  expect(reasonOfUse(campaigns)).toBe(reason);
});
