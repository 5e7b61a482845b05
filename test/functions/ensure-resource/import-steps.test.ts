import { explainImports, importSteps } from '../../../functions/ensure-resource/import-steps';
import type { DesiredState } from '../../../parameter-file/desired-state';

const datasets = ['interactions', 'items'].map((section) => ({
  dataset: { type: 'dataset', pointer: `/datasets/${section}`, name: section, request: {} },
  importJob: { type: 'datasetImportJob', pointer: `/datasets/${section}`, name: '', request: {} },
}));
const STATE = { datasets } as unknown as DesiredState;
const IMPORTS = datasets.map(({ importJob: { type, pointer } }) => ({ type, pointer }));
const CHECKS = IMPORTS.map((each) => ({ ...each, until: 'CHECKED' }));

describe('importSteps', () => {
  test.each([undefined, null])('have each import after all checks, and go on with its own (%s)', (begun) => {
    // Act and assess
    expect(importSteps(STATE, begun)).toEqual([
      ...CHECKS,
      { ...IMPORTS[0], after: [0, 1], continues: true },
      { ...IMPORTS[1], after: [1, 0], continues: true },
    ]);
  });

  test('have each import after its own dataset too where these have begun', () => {
    // Act
    const steps = importSteps(STATE, [{}, { due: 20 }]);

    // Assess
    expect(steps).toEqual([
      { type: 'dataset', pointer: '/datasets/interactions' },
      { type: 'dataset', pointer: '/datasets/items' },
      ...CHECKS,
      { ...IMPORTS[0], after: [2, 3, 0], continues: true },
      { ...IMPORTS[1], after: [3, 2, 1], continues: true },
    ]);
  });

  test.each([
    ['a check has failed', [{ failure: { name: 'InvalidData', message: '' } }, {}], /^No import was started/],
    ['an import has failed', [{}, {}, { failure: { name: 'ResourceFailed', message: '' } }], /^$/],
  ])('say what it means that %s', (_, parts, expected) => {
    // Act and assess
    expect(explainImports(importSteps(STATE), parts)).toMatch(expected);
  });

  test('are none without datasets', () => {
    // Act and assess
    expect(importSteps({ ...STATE, datasets: [] }, [])).toEqual([]);
  });
});
