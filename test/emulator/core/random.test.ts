import { Random } from '../../../emulator/core/random';

describe('Random', () => {
  test('returns the same values for the same seed', () => {
    // Prepare
    const draw = (random: Random) => [random.float(), random.integer(1, 6), random.hex(8), random.uuid()];

    // Act
    const [one, other, different] = [new Random(7), new Random(7), new Random(8)].map(draw);

    // Assess
    expect(one).toEqual(other);
    expect(one).not.toEqual(different);
  });

  test('forks streams that do not change when other streams are used', () => {
    // Prepare
    const root = new Random(7);
    const undisturbed = root.fork('personalize').hex(16);

    // Act
    root.float();
    root.fork('lambda').float();
    const afterwards = root.fork('personalize').hex(16);

    // Assess
    expect(afterwards).toBe(undisturbed);
  });

  test('returns UUIDs of version 4', () => {
    // Act and assess
    expect(new Random(1).uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
