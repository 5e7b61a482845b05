import { accounts } from '../support/accounts';
import {
  batchInputKey,
  interactions,
  interactionsKey,
  largeInteractions,
  parameterFileOf,
  sample,
} from '../support/sample';

const { openQuick } = accounts();

const CSV = interactionsKey('small');
const INPUT = batchInputKey('small', 'small-solution');
const MEBIBYTE = 1024 * 1024;

const SMALL_INPUT = '{"userId":"user-1"}\n';
const LARGE_INPUT = `{"userId":${' '.repeat(MEBIBYTE)}"user-1"}\n`;

describe('equal data that are uploaded every day with their parameter file', () => {
  it.each([
    ['data of at most 1 MiB', interactions(), SMALL_INPUT],
    ['data above 1 MiB (the bucket keeps few old versions of these)', largeInteractions(), LARGE_INPUT],
  ])('lead to one import and one batch job in ten days: %s', async (_size, csv, input) => {
    // Prepare
    const file = sample();
    for (const solution of file.solutions) solution.batchInferenceJobs = [{ serviceConfig: {} }];
    const account = await openQuick();

    // Act
    for (let day = 0; day < 10; day += 1) {
      await account.waitForHour(3);
      await account.put({ [CSV]: csv, [INPUT]: input });
      await account.put(parameterFileOf(file));
      await account.settle();
    }

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(Array(10).fill('SUCCEEDED'));
    expect(csv.length > MEBIBYTE).toBe(input.length > MEBIBYTE);
    expect(account.counts()).toMatchObject({ datasetImportJob: 1, batchInferenceJob: 1 });
  });
});
