import type { Step } from '../../../lib/reconciler/step';
import { oncePerPoll } from '../../../lib/reconciler/step';

describe('reads of a poll', () => {
  test('are made once, even if the value changes in the meantime', async () => {
    // Prepare
    let written = 'first';
    const read = oncePerPoll(async () => written);
    const step = {} as Step;

    // Act
    const before = await read(step);
    written = 'second';
    const after = await read(step);

    // Assess
    expect([before, after]).toEqual(['first', 'first']);
  });

  test('are repeated by the next poll', async () => {
    // Prepare
    let written = 'first';
    const read = oncePerPoll(async () => written);

    // Act
    await read({} as Step);
    written = 'second';
    const next = await read({} as Step);

    // Assess
    expect(next).toBe('second');
  });
});
