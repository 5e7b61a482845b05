import { check } from './checks/check';
import { sizeProblems } from './checks/size';
import { aslFiles, filled } from './files';

describe('statemachines/', () => {
  test('there are state machines to check', () => {
    expect(aslFiles().length).toBeGreaterThan(5);
  });

  test.each(aslFiles().map((file) => [file.machine, file] as const))('%s is sound', async (_name, file) => {
    // Act
    const problems = await check(filled(file));

    // Assess
    expect(problems).toEqual([]);
  });

  test.each(aslFiles().map((file) => [file.machine, file] as const))('%s can be read', (_name, file) => {
    expect(sizeProblems(file.text)).toEqual([]);
  });

  test.each(aslFiles().map((file) => [file.machine, file] as const))(
    '%s names no partition',
    (_name, file) => {
      expect(file.text).not.toMatch(/arn:aws/);
    },
  );
});
