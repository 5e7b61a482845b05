import { fitted } from '../../cli/fitted-table';

const HEAD = ['RUN', 'WORKFLOW', 'REASON'];
const ROW = ['3f2a91cc', 'solution-maintenance-full', 'campaign: No capacity in this region.'];

describe('fitted', () => {
  test('does not change rows that fit', () => {
    // Act
    const rows = fitted([HEAD, ROW], [1, 2], 80);

    // Assess
    expect(rows).toEqual([HEAD, ROW]);
  });

  test('cuts names in the middle and sentences at the end until the rows fit', () => {
    // Act
    const [head, row = []] = fitted([HEAD, ROW], [1, 2], 60) ?? [];

    // Assess
    expect(head).toEqual(HEAD);
    expect(row).toEqual(['3f2a91cc', 'solution-mai…enance-full', 'campaign: No capacity i…']);
    expect(row.join('  ').length).toBeLessThanOrEqual(60);
  });

  test('cuts keys in the middle, even if they contain spaces', () => {
    // Act
    const [, row] = fitted([['KEY'], ['delete/shop/users of March-f1253392.csv']], [0], 25) ?? [];

    // Assess
    expect(row).toEqual(['delete/shop/…f1253392.csv']);
  });

  test('returns undefined if the rows are too wide even with cut cells', () => {
    // Act
    const widths = [36, 35].map((width) => fitted([HEAD, ROW], [1, 2], width));

    // Assess
    expect(widths).toEqual([[HEAD, ['3f2a91cc', 'soluti…-full', 'campaign: N…']], undefined]);
  });

  test('does not count colors in the width', () => {
    // Prepare
    const row = ['\u001b[31mFAILED\u001b[39m', 'a sentence that fits'];

    // Act
    const rows = fitted([['STATUS', ''], row], [1], 28);

    // Assess
    expect(rows?.[1]).toEqual(row);
  });
});
