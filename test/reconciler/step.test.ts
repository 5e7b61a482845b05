import type { Step } from '../../reconciler/step';
import { oncePerPoll } from '../../reconciler/step';

describe('what a look reads', () => {
  test('it reads once, whatever is written meanwhile', async () => {
    // Prepare
    let written = 'first';
    const read = oncePerPoll(async () => written);
    const look = {} as Step;

    // Act
    const before = await read(look);
    written = 'second';
    const after = await read(look);

    // Assess
    expect([before, after]).toEqual(['first', 'first']);
  });

  test('the next look reads anew', async () => {
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
