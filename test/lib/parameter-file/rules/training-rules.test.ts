import { validateParameterFile } from '../../../../lib/parameter-file/validate';
import { list, parameterFile, solution } from '../sample-text';

/** Messages of the problems that `rule` reports for a file with one solution. */
function messagesOf(rule: string, config: string, recipe = 'aws-user-personalization'): readonly string[] {
  const text = parameterFile({ sections: [list('solutions', solution('a', recipe, config))] });
  return validateParameterFile(text)
    .problems.filter((problem) => problem.rule === rule)
    .map(({ message }) => message);
}

const rate = (expression: string) =>
  `"performAutoTraining": true, "solutionConfig": {"autoTrainingConfig": {"schedulingExpression": ${expression}}}`;
const objective = (attribute: string) =>
  `"solutionConfig": {"optimizationObjective": {"itemAttribute": "${attribute}", "objectiveSensitivity": "LOW"}}`;

describe('the rate of automatic training', () => {
  it.each(['"rate(1 day)"', '"rate(1 days)"', '"rate(30 days)"', '"rate(31 hours)"', '7'])(
    'does not break the rule auto-training-days if it is %s',
    (text) => {
      // Act and assess
      expect(messagesOf('auto-training-days', rate(text))).toEqual([]);
    },
  );

  it.each(['rate(31 days)', 'rate(400 day)'])('breaks the rule auto-training-days if it is %s', (text) => {
    // Act and assess
    expect(messagesOf('auto-training-days', rate(`"${text}"`))).toEqual([`"${text}" must be 1 to 30 days.`]);
  });
});

describe('automatic training', () => {
  it('does not break the rule auto-training-and-schedule without a schedule, whether it is off or on', () => {
    // Act
    const messages = ['"performAutoTraining": false', '"performAutoTraining": true'].map((config) =>
      messagesOf('auto-training-and-schedule', config),
    );

    // Assess
    expect(messages).toEqual([[], []]);
  });
});

describe('the optimization objective', () => {
  it.each([
    ['may be a numeric column', 'PRICE', []],
    ['may not be a nullable column', 'RATING', ['The column RATING of the items is not numeric, or may be null.']],
    ['may not be a boolean column', 'IN_STOCK', ['The column IN_STOCK of the items is not numeric, or may be null.']],
    ['may not be an unknown column', 'UNKNOWN', ['The items have no column UNKNOWN.']],
  ])('%s', (_, attribute, messages) => {
    // Act and assess
    expect(messagesOf('objective-column', objective(attribute))).toEqual(messages);
  });
});
