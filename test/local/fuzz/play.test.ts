import { BATCH, playBatch } from '../../../local/commands/fuzz/batch';
import { SynthesizedStack } from '../../workflows/support/stack';

/** `npm run fuzz` plays thousands. */
const INPUTS = 100;

const stack = new SynthesizedStack();
beforeAll(() => stack.create());
afterAll(() => stack.remove());

describe('a hostile input', () => {
  it('is refused with one message and nothing else, or handled completely', async () => {
    // Prepare
    const batches = Array.from({ length: INPUTS / BATCH }, (_, batch) =>
      Array.from({ length: BATCH }, (_input, index) => batch * BATCH + index + 1),
    );

    // Act
    const reports = [];
    for (const numbers of batches) reports.push(...(await playBatch(stack.file, numbers)));

    // Assess
    expect(reports.filter(({ violations }) => violations.length > 0)).toEqual([]);
    expect(reports.map(({ number }) => number)).toEqual(batches.flat());
    const fates = new Set(reports.map(({ fate }) => fate));
    expect([...fates].sort()).toEqual(['accepted', 'no parameter file', 'refused']);
  });
});
