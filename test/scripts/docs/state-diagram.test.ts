import { stateDiagram } from '../../../scripts/docs/state-diagram';

describe('stateDiagram', () => {
  test('draws every state and every transition', () => {
    // Act
    const text = stateDiagram({
      StartAt: 'Look',
      States: {
        Look: { Type: 'Task', Next: 'Is it "there"?', Catch: [{ Next: 'Failed' }] },
        'Is it "there"?': {
          Type: 'Choice',
          Choices: [{ Condition: "{% $x = 'YES' %}", Next: 'Each' }],
          Default: 'Wait',
        },
        Wait: { Type: 'Wait', Next: 'Look' },
        Each: {
          Type: 'Map',
          ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Task' } } },
          Next: 'Done',
        },
        Done: { Type: 'Succeed' },
        Failed: { Type: 'Fail' },
      },
    });

    // Assess
    expect(text.split('\n')).toEqual([
      'flowchart TD',
      '  start((start))',
      '  s1["Look"]',
      '  s2{"Is it #quot;there#quot;?"}',
      '  s3("Wait")',
      '  subgraph s4["Each (for each)"]',
      '    s7["One"]',
      '  end',
      '  s5(["Done"])',
      '  s6(["Failed"])',
      '  start --> s1',
      '  s1 --> s2',
      '  s1 -.-> s6',
      '  s2 -- "$x = \'YES\'" --> s4',
      '  s2 -- else --> s3',
      '  s3 --> s1',
      '  s4 --> s5',
    ]);
  });
});
