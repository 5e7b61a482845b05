import { importSteps } from '../../../functions/ensure-resource/import-steps';
import type { DesiredState } from '../../../parameter-file/desired-state';

const datasets = ['interactions', 'items'].map((section) => ({
  dataset: { type: 'dataset', pointer: `/datasets/${section}`, name: section, request: {} },
  importJob: { type: 'datasetImportJob', pointer: `/datasets/${section}`, name: '', request: {} },
}));
const STATE = { datasets } as unknown as DesiredState;
const IMPORTS = datasets.map(({ importJob: { type, pointer } }) => ({ type, pointer }));

describe('importSteps', () => {
  test.each([undefined, null])('are the imports alone where nothing has begun of the datasets (%s)', (begun) => {
    // Act and assess
    expect(importSteps(STATE, begun)).toEqual(IMPORTS);
  });

  test('have each import after its own dataset where these have begun', () => {
    // Act
    const steps = importSteps(STATE, [{}, { due: 20 }]);

    // Assess
    expect(steps).toEqual([
      { type: 'dataset', pointer: '/datasets/interactions' },
      { type: 'dataset', pointer: '/datasets/items' },
      { ...IMPORTS[0], after: 0 },
      { ...IMPORTS[1], after: 1 },
    ]);
  });

  test('are none without datasets', () => {
    // Act and assess
    expect(importSteps({ ...STATE, datasets: [] }, [])).toEqual([]);
  });
});
