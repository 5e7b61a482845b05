import type { Block } from '../../support/configuration';
import { synthesis } from '../../support/synthesis';

const variables = synthesis(() => {}).configuration.variable;

interface Validation {
  readonly condition: string;
  readonly error_message: string;
}

function validations(name: string): readonly Validation[] {
  return (variables[name]?.validation ?? []) as readonly Validation[];
}

/** Regular expression in a variable's condition. The expressions used here have the same meaning in JavaScript and Terraform. */
function pattern(name: string): RegExp {
  return new RegExp(/regex\("([^"]+)", var\./.exec(validations(name)[0]?.condition ?? '')?.[1] ?? 'no pattern');
}

describe('Settings', () => {
  test.each(Object.entries(variables))('%s is described, typed, optional and never null', (_name, variable: Block) => {
    expect(variable).toMatchObject({
      description: expect.stringMatching(/^[A-Z].*\.$/),
      type: expect.stringMatching(/^(string|number|bool|(list|map)\(string\))$/),
      default: expect.anything(),
      nullable: false,
    });
  });

  test.each(Object.keys(variables).filter((name) => validations(name).length > 0))(
    '%s is validated by a condition on its value, and the message begins with its name',
    (name) => {
      for (const { condition, error_message } of validations(name)) {
        expect(condition).toMatch(/^\$\{.*\}$/);
        expect(condition).toContain(`var.${name}`);
        expect(error_message).toMatch(new RegExp(`^${name} must (be|have|not) .*\\.$`));
      }
    },
  );

  test('are all validated, except booleans', () => {
    const unvalidated = Object.keys(variables).filter((name) => validations(name).length === 0);
    expect(unvalidated.filter((name) => variables[name]?.type !== 'bool')).toEqual([]);
  });

  test.each([
    [
      'name',
      ['personalize', 'abc', 'a-1', 'a2345678901234567890'],
      ['ab', 'Abc', '1abc', 'abc-', 'a_b', 'a23456789012345678901'],
    ],
    [
      'schedule_timezone',
      ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'],
      ['', 'Berlin', 'europe/berlin', 'UTC+1', 'Europe/Berlin '],
    ],
    [
      'personalize_kms_key_arn',
      ['arn:aws:kms:eu-west-1:123456789012:key/1234abcd', 'arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/x'],
      ['1234abcd', 'arn:aws:kms:eu-west-1:123456789012:alias/mine', 'arn:aws:s3:::bucket'],
    ],
  ])('%s accepts valid values and refuses others', (name, good, bad) => {
    expect(good.filter((value) => !pattern(name).test(value))).toEqual([]);
    expect(bad.filter((value) => pattern(name).test(value))).toEqual([]);
  });
});
