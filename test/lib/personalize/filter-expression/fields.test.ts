import { filteredDatasets } from '../../../../lib/personalize/filter-expression/fields';

describe('filteredDatasets', () => {
  test.each([
    ['INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")', ['INTERACTIONS']],
    ['EXCLUDE ItemID WHERE Items.GENRES IN ("a") IF CurrentUser.AGE > 17', ['ITEMS', 'USERS']],
    [
      'EXCLUDE ActionID WHERE Action_Interactions.EVENT_TYPE IN ("*") | INCLUDE ActionID WHERE Actions.VALUE > 1',
      ['ACTION_INTERACTIONS', 'ACTIONS'],
    ],
    ['INCLUDE ItemID WHERE Items.BRAND IN CurrentItem.BRAND', ['ITEMS']],
    ['no expression', []],
  ])('names the datasets of %s', (text, expected) => {
    // Act
    const datasets = filteredDatasets(text);

    // Assess
    expect(datasets).toEqual(expected);
  });
});
