import { isAtLeast, readable } from '../../cli/run-logs';

describe('readable', () => {
  test('shows level, function and message of a log line first, then the other members that describe the work', () => {
    // Prepare
    const line = JSON.stringify({
      level: 'INFO',
      message: 'Lock acquired',
      timestamp: '2026-01-01T00:00:00Z',
      service: 'lock',
      runId: 'a',
      sampling_rate: 0,
      lock: { datasetGroup: 'movies' },
      arn: 'arn:x',
    });

    // Act
    const text = readable(line);

    // Assess
    expect(text).toBe('INFO   lock             Lock acquired  lock={"datasetGroup":"movies"}  arn=arn:x');
  });

  test('shows an error without its stack', () => {
    // Prepare
    const error = { name: 'ResourceFailed', message: 'No capacity.', stack: 'at x' };

    // Act
    const text = readable(JSON.stringify({ level: 'ERROR', service: 'ensure-resources', message: 'FAILED', error }));

    // Assess
    expect(text).toBe('ERROR  ensure-resources  FAILED  error=ResourceFailed: No capacity.');
  });

  test.each(['Task timed out after 30.00 seconds', '[1]', '{"half'])(
    'does not change a line that is not a JSON object: %s',
    (line) => {
      // Act and assess
      expect(readable(line)).toBe(line);
    },
  );
});

describe('isAtLeast', () => {
  test.each([
    ['warn', 'shows a line with the same level', '{"level":"WARN"}', true],
    ['warn', 'shows a line with a higher level', '{"level":"ERROR"}', true],
    ['warn', 'does not show a line with a lower level', '{"level":"INFO"}', false],
    ['debug', 'shows a line with the lowest level', '{"level":"DEBUG"}', true],
    ['error', 'shows a line without a level', '{"message":"no level"}', true],
    ['error', 'shows a line that is not JSON', 'Task timed out after 30.00 seconds', true],
  ])('at level %s %s', (level, _, message, expected) => {
    // Act and assess
    expect(isAtLeast(level, message)).toBe(expected);
  });
});
