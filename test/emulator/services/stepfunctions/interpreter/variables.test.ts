import { Harness, only } from '../harness';

const KILOBYTE = 'x'.repeat(1024);

describe('variables', () => {
  it('are assigned together, from their values before the state, and are visible from the next state on', async () => {
    // Act
    const { result } = await new Harness().run({
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { x: 3, a: 6 }, Next: 'Swap' },
        Swap: {
          Type: 'Pass',
          Assign: { x: '{% $a %}', nextX: '{% $x %}' },
          Output: '{% $x %}',
          Next: 'Read',
        },
        Read: {
          Type: 'Pass',
          Output: { before: '{% $states.input %}', now: '{% [$x, $nextX] %}' },
          End: true,
        },
      },
    });

    // Assess
    expect(result).toEqual({ before: 3, now: [6, 3] });
  });

  it('of an outer scope can be read inside a Map, while those that an iteration assigns are unknown outside the iteration', async () => {
    // Act
    const { result } = await new Harness().run({
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { outer: 10 }, Next: 'Each' },
        Each: {
          Type: 'Map',
          Items: [1, 2],
          ItemSelector: {
            item: '{% $states.context.Map.Item.Value + $outer %}',
            index: '{% $states.context.Map.Item.Index %}',
          },
          ItemProcessor: {
            StartAt: 'Keep',
            States: {
              Keep: { Type: 'Pass', Assign: { mine: '{% $states.input.item %}' }, Next: 'Give' },
              Give: { Type: 'Pass', Output: '{% [$mine, $outer, $states.input.index] %}', End: true },
            },
          },
          Assign: { all: '{% $states.result %}' },
          Next: 'Read',
        },
        Read: { Type: 'Pass', Output: { all: '{% $all %}', mine: '{% $exists($mine) %}' }, End: true },
      },
    });

    // Assess
    expect(result).toEqual({
      all: [
        [11, 10, 0],
        [12, 10, 1],
      ],
      mine: false,
    });
  });

  it.each([
    ['a variable', { a: KILOBYTE.repeat(256) }, "The variable 'a' has 262146 bytes; the limit is 262144 bytes."],
    [
      'the total of an Assign',
      { a: KILOBYTE.repeat(200), b: KILOBYTE.repeat(100) },
      'The variables of one Assign have 307204 bytes; the limit is 262144 bytes.',
    ],
  ])('fail the execution if %s exceeds 256 KiB', async (_, assign, cause) => {
    // Act
    const run = await new Harness().run(only({ Type: 'Pass', Assign: assign, End: true }));

    // Assess
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded', cause });
  });

  it('are limited to 10 MiB in an execution, where replaced values do not count', async () => {
    // Prepare
    const assignEach = (names: readonly string[]) => {
      const states = names.map((name, index) => [
        `S${index}`,
        {
          Type: 'Pass',
          Assign: { [name]: "{% $pad('', 256000, 'x') %}" },
          ...(index === names.length - 1 ? { End: true } : { Next: `S${index + 1}` }),
        },
      ]);
      return new Harness().run({ StartAt: 'S0', States: Object.fromEntries(states) });
    };
    const names = Array.from({ length: 41 }, (_, index) => `v${index}`);

    // Act
    const same = await assignEach(names.map(() => 'same'));
    const enough = await assignEach([...names.slice(1), 'v1']);
    const tooMany = await assignEach(names);

    // Assess
    expect(same.status).toBe('SUCCEEDED');
    expect(enough.status).toBe('SUCCEEDED');
    expect(tooMany.cause).toBe('The variables of the execution have 10496082 bytes; the limit is 10485760 bytes.');
  });

  it('of a Map iteration no longer count toward the limit once the iteration has ended', async () => {
    // Act
    const { status } = await new Harness().run(
      only({
        Type: 'Map',
        Items: '{% [1..41] %}',
        MaxConcurrency: 1,
        ItemProcessor: {
          StartAt: 'Keep',
          States: {
            Keep: { Type: 'Pass', Assign: { v: "{% $pad('', 256000, 'x') %}" }, Output: 1, End: true },
          },
        },
        End: true,
      }),
    );

    // Assess
    expect(status).toBe('SUCCEEDED');
  });
});
