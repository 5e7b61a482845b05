import type { DesiredType } from '../../../../lib/personalize/resource-types';
import type { Drift } from '../../../../lib/reconciler/plan/find-drift';
import type { Action } from '../../../../lib/reconciler/plan/plan';
import { itemsToRestore } from '../../../../lib/reconciler/work/restored-items';
import { workList } from '../../../../lib/reconciler/work/work-list';
import { stateOf } from '../../../support/planned';
import { completeSample } from '../../../support/sample';

function drift(type: DesiredType, pointer: string, action: Action): Drift {
  return { resource: { type, pointer, name: 'x', request: {} }, change: { type, action, name: 'x', label: 'x' } };
}

/** Lines `item: items before it` of the run that restores these resources of the complete sample. */
function listOf(...found: readonly Drift[]): readonly string[] {
  const restored = found.flatMap(itemsToRestore);
  const list = workList(stateOf(JSON.stringify(completeSample())), {
    workflow: 'personalize-workflow',
    trigger: 'drift',
    restored,
  });
  return list.map(({ id, after, afterEnd }) => `${id}: ${[...new Set([...after, ...afterEnd])].join(', ')}`);
}

describe('a run that restores resources', () => {
  it('lists only these resources, after the check that the file is in force', () => {
    // Act
    const list = listOf(
      drift('campaign', '/solutions/0/campaigns/0', 'create'),
      drift('filter', '/filters/0', 'create'),
    );

    // Assess
    expect(list).toEqual(['file: ', 'filter#/filters/0: file', 'campaign#/solutions/0/campaigns/0: file']);
  });

  it('keeps the order of resources that need each other, even if the items between them are left out', () => {
    // Act
    const list = listOf(
      drift('datasetGroup', '/datasetGroup', 'create'),
      drift('dataset', '/datasets/interactions', 'update'),
      drift('solution', '/solutions/0', 'create'),
      drift('campaign', '/solutions/0/campaigns/0', 'create'),
    );

    // Assess
    expect(list).toEqual([
      'file: ',
      'datasetGroup#/datasetGroup: file',
      'dataset#/datasets/interactions: datasetGroup#/datasetGroup',
      'solution#/solutions/0: datasetGroup#/datasetGroup, dataset#/datasets/interactions',
      'campaign#/solutions/0/campaigns/0: solution#/solutions/0',
    ]);
  });

  it('checks and imports the data of a dataset that is created again, and starts no training', () => {
    // Act
    const list = listOf(drift('dataset', '/datasets/interactions', 'create'));

    // Assess
    expect(list).toEqual([
      'file: ',
      'dataset#/datasets/interactions: file',
      'datasetImportJob#/datasets/interactions#CHECKED: file',
      'datasetImportJob#/datasets/interactions: datasetImportJob#/datasets/interactions#CHECKED, dataset#/datasets/interactions',
    ]);
  });
});
