import { alike, ruleTimes } from '../../../../lib/personalize/data-rules/alike';

const violation = (message: string, line: number, value?: string) => ({ rule: 'value-type', message, line, value });

describe('violations that are alike', () => {
  it('are shown once, with the count of all violations of their rule, if the list has no other violation of it', () => {
    // Act
    const found = alike([violation('No number.', 2), violation('No number.', 3)], { 'value-type': 1200 });

    // Assess
    expect(found).toEqual([{ ...violation('No number.', 2), times: 1200 }]);
    expect(found.map(ruleTimes)).toEqual(['value-type, 1200 times']);
  });

  it('are shown once, with the number of listed ones, if the list also has other violations of their rule', () => {
    // Act
    const found = alike(
      [
        violation('No number.', 2),
        violation('No time.', 2),
        violation('No number.', 3),
        violation('No number.', 4, 'x'),
      ],
      { 'value-type': 1200 },
    );

    // Assess
    expect(found.map(({ line, times }) => [line, times])).toEqual([
      [2, 2],
      [2, 1],
      [4, 1],
    ]);
    expect(found.map(ruleTimes)).toEqual(['value-type, 2 times', 'value-type', 'value-type']);
  });
});
