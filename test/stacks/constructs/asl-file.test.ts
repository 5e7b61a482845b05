import {
  type AslFile,
  definitionPlaceholders,
  fillDefinition,
  PlaceholderError,
} from '../../../stacks/constructs/asl-file';

function file(text: string): AslFile {
  return { path: 'statemachines/example.asl.json', machine: 'example', text };
}

describe('fillDefinition', () => {
  test('replaces placeholders by values, each time they occur', () => {
    // Prepare
    const asl = file('{"Resource": "arn:${Partition}:x", "Other": "${Partition}/${ListWorkFunctionArn}"}');

    // Act
    const text = fillDefinition(asl, {
      Partition: '${data.p}',
      ListWorkFunctionArn: '${aws_lambda_function.plan.arn}',
    });

    // Assess
    expect(text).toBe('{"Resource": "arn:${data.p}:x", "Other": "${data.p}/${aws_lambda_function.plan.arn}"}');
  });

  test('finds each placeholder once (definitionPlaceholders)', () => {
    expect(definitionPlaceholders(file('${B} ${A} ${B} $${C}'))).toEqual(['A', 'B']);
  });

  test('names the file, every placeholder without a value and every value without a placeholder in its error', () => {
    // Prepare
    const asl = file('${Missing} ${Given} ${AlsoMissing}');

    // Act
    const act = () => fillDefinition(asl, { Given: 'x', Unused: 'y' });

    // Assess
    expect(act).toThrow(PlaceholderError);
    expect(act).toThrow(
      'statemachines/example.asl.json: placeholder ${AlsoMissing} has no value; ' +
        "placeholder ${Missing} has no value; value 'Unused' has no placeholder",
    );
  });

  test.each(['${lower}', '${With.Dot}', '${}', '${ Spaced }'])(
    'refuses %s, which is not a valid placeholder',
    (text) => {
      expect(() => fillDefinition(file(text), {})).toThrow(`${text} is not a valid placeholder`);
    },
  );

  test('does not use an inherited property as a value', () => {
    expect(() => fillDefinition(file('${Inherited}'), Object.create({ Inherited: 'x' }))).toThrow('has no value');
  });

  test('escapes %{, which Terraform would read as a directive, and keeps $${, which Terraform reads as ${', () => {
    expect(fillDefinition(file("{% $a %{'b': 1} %} $${NotOurs}"), {})).toBe("{% $a %%{'b': 1} %} $${NotOurs}");
  });
});
