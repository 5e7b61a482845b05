import { WORKFLOWS } from '../../parameter-file/workflows';
import { aslFiles, filled } from '../support/asl-files';
import { check } from './checks/check';
import { sizeProblems } from './checks/size';

/** Strings under `workflow`, wherever they stand: names of workflows that a machine asks for. */
function workflowsIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(/'workflow': '([a-z-]+)'/g)].map(([, name = '']) => name);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'workflow' && typeof member === 'string' && !member.startsWith('{%') ? [member] : workflowsIn(member),
  );
}

describe('statemachines/', () => {
  test('has a state machine for each workflow', () => {
    const machines = aslFiles().map(({ machine }) => machine);
    expect(WORKFLOWS.filter((workflow) => !machines.includes(workflow))).toEqual([]);
  });

  test('names no workflow that there is not', () => {
    const named = aslFiles().flatMap(({ text }) => workflowsIn(JSON.parse(text)));
    const known: readonly string[] = [...WORKFLOWS, 'training-start'];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

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

  test.each(aslFiles().map((file) => [file.machine, file] as const))('%s names no partition', (_name, file) => {
    expect(file.text).not.toMatch(/arn:aws/);
  });
});
