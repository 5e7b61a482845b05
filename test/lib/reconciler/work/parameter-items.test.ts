import { withParameters } from '../../../../lib/reconciler/work/parameter-items';
import type { WorkItem } from '../../../../lib/reconciler/work/work-item';

function item(type: string, pointer: string): WorkItem {
  const resource = { type, pointer, name: '', request: {} } as never;
  const work = { kind: 'RESOURCE', resource, until: 'ACTIVE' } as const;
  return { id: `${type}#${pointer}`, title: `${type} '${pointer}'`, work, after: [], afterEnd: [] };
}

const FILE: WorkItem = { id: 'file', title: 'file', work: { kind: 'FILE' }, after: [], afterEnd: [] };

describe('withParameters', () => {
  it('adds items that publish parameters: after the campaigns of each solution, each recommender and the event tracker', () => {
    // Prepare
    const list = [
      FILE,
      item('solution', '/solutions/0'),
      item('campaign', '/solutions/0/campaigns/0'),
      item('campaign', '/solutions/0/campaigns/1'),
      item('recommender', '/recommenders/0'),
      item('eventTracker', '/eventTracker'),
    ];

    // Act
    const added = withParameters(list).slice(list.length);

    // Assess
    expect(added.map(({ id, after, afterEnd }) => ({ id, after, afterEnd }))).toEqual([
      {
        id: 'parameters#/solutions/0',
        after: ['file'],
        afterEnd: ['campaign#/solutions/0/campaigns/0', 'campaign#/solutions/0/campaigns/1'],
      },
      { id: 'parameters#/recommenders/0', after: ['file'], afterEnd: ['recommender#/recommenders/0'] },
      { id: 'parameters#/eventTracker', after: ['file'], afterEnd: ['eventTracker#/eventTracker'] },
    ]);
  });

  it('puts deletions after the items that publish parameters, and publishes again after each deletion', () => {
    // Prepare
    const deletion = item('campaign', 'arn:campaign/old');
    const deleted = { ...deletion, work: { ...deletion.work, until: 'ABSENT' } } as WorkItem;

    // Act
    const all = withParameters([FILE, item('campaign', '/solutions/0/campaigns/0'), deleted]);

    // Assess
    expect(all.find(({ id }) => id === deletion.id)?.after).toEqual(['parameters#/solutions/0']);
    expect(all.at(-1)).toMatchObject({ id: 'parameters#arn:campaign/old', afterEnd: [deletion.id] });
  });

  it('adds no item if the list has no campaign, recommender or event tracker', () => {
    // Prepare
    const list = [FILE, item('solution', '/solutions/0')];

    // Act
    const all = withParameters(list);

    // Assess
    expect(all).toEqual(list);
  });
});
