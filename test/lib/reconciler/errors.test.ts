import { ResourceFailed } from '../../../lib/reconciler/errors';

describe('an error that ends a run', () => {
  test.each([
    ['long', 'x'.repeat(100_000)],
    ['full of quotes', '"'.repeat(100_000)],
    ['full of control characters', '\u0000'.repeat(100_000)],
  ])(
    'is cut so that it fits into a Step Functions cause, as JSON with message and stack, if its reason is %s',
    (_, reason) => {
      // Act
      const { name, message, stack = '' } = new ResourceFailed("filter 'new'", reason);

      // Assess
      const cause = JSON.stringify({ errorType: name, errorMessage: message, trace: stack.split('\n') });
      expect(cause.length).toBeLessThan(32_768);
      expect(message).toMatch(/^filter 'new': .*…$/);
    },
  );

  test("escapes control characters and marks of the text direction in Personalize's text, but not line breaks", () => {
    // Act
    const { message } = new ResourceFailed("filter 'new'", 'Bad: \u001b[2J\u202e.\nSee above.');

    // Assess
    expect(message).toBe("filter 'new': Bad: \\u001b[2J\\u202e.\nSee above.");
  });
});
