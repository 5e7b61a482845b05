import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOf, billTable, checkedPrices, type Usage } from '../../../scripts/costs/bill';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';

const TEXT = readFileSync(join(PROJECT_ROOT, 'scripts', 'costs', 'prices.json'), 'utf8');
const PRICES = checkedPrices(TEXT);
const NOTHING = Object.fromEntries(Object.keys(PRICES.prices).map((name) => [name, 0])) as unknown as Usage;

describe('The bill of a month', () => {
  test('adds up the parts of each line, such as requests and gigabyte-seconds of Lambda', () => {
    // Prepare: a million invocations of half a second with 512 MB
    const usage = { ...NOTHING, stateTransitions: 4000, lambdaRequests: 1e6, lambdaGigabyteSeconds: 250_000 };

    // Act
    const bill = billOf(usage, PRICES);

    // Assess
    expect(bill['Step Functions']).toBeCloseTo(0.1);
    expect(bill.Lambda).toBeCloseTo(0.2 + 3.33335);
    expect(bill.S3).toBe(0);
  });

  test('is a table with a column for each example', () => {
    // Act
    const table = billTable(new Map([['movies', { ...NOTHING, metricHours: 1000 }]]), PRICES).split('\n');

    // Assess
    expect(table[0]).toBe('| USD a month (us-east-1, 2026-11) | movies |');
    expect(table).toContain('| **by use** | **0.41** |');
    expect(table).toContain('| key, alarms, dashboard | 6.20 |');
  });

  test('refuses a price that is not a number, and names it', () => {
    // Act and assess
    expect(() => checkedPrices(TEXT.replace('"kmsKey": 1', '"kmsKey": "1 USD"'))).toThrow(
      `The price 'kmsKey' is "1 USD"; it must be a number, 0 or more.`,
    );
  });
});
