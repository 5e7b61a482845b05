import { aslFiles, filled } from '../support/asl-files';
import { check } from './checks/check';
import { sizeProblems } from './checks/size';

describe('statemachines/', () => {
  test('contains one state machine for runs and one for their work, so that executions have two levels', () => {
    expect(aslFiles().map(({ machine }) => machine)).toEqual(['ensure-resources', 'run']);
  });

  test.each(aslFiles().map((file) => [file.machine, file] as const))('%s passes all checks', async (_name, file) => {
    // Act
    const problems = await check(filled(file));

    // Assess
    expect(problems).toEqual([]);
  });

  test.each(aslFiles().map((file) => [file.machine, file] as const))(
    '%s stays within the limits of size',
    (_name, file) => {
      expect(sizeProblems(file.text)).toEqual([]);
    },
  );

  test.each(aslFiles().map((file) => [file.machine, file] as const))('%s names no partition', (_name, file) => {
    expect(file.text).not.toMatch(/arn:aws/);
  });
});
