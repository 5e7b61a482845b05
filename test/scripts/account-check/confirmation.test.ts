import { PassThrough } from 'node:stream';
import { isConfirmed } from '../../../scripts/account-check/confirmation';

describe('the confirmation', () => {
  it.each([
    ['"yes" as a yes', 'yes', true],
    ['"y" as a no', 'y', false],
  ])(
    'reads %s, and then stops reading, so that an open terminal does not keep the process running',
    async (_, line, expected) => {
      // Prepare
      const input = new PassThrough();
      input.write(`${line}\n`);

      // Act
      const confirmed = await isConfirmed(input);

      // Assess
      expect(confirmed).toBe(expected);
      expect(input.isPaused()).toBe(true);
    },
  );

  it('reads an input that ends without a line as a no', async () => {
    expect(await isConfirmed(new PassThrough().end())).toBe(false);
  });
});
