import { SsmService } from '../../../../emulator/services/ssm/service';
import { testAws } from '../../../support/in-process';

function prepare() {
  const aws = testAws();
  aws.register(new SsmService(aws));
  const put = (more: object) => aws.call('ssm', 'PutParameter', { Name: 'x', Value: 'v1', Type: 'String', ...more });
  return { aws, put };
}

describe('a parameter', () => {
  it.each([
    ['a value that does not match its pattern', { AllowedPattern: '\\d+' }, 'ParameterPatternMismatchException'],
    ['an invalid pattern', { AllowedPattern: '(' }, 'InvalidAllowedPatternException'],
    ['a data type that is not emulated', { DataType: 'aws:ec2:image' }, 'ValidationException'],
    ['parameter policies, which are not emulated', { Policies: '[]' }, 'ValidationException'],
  ])('is refused with %s', async (_what, more, code) => {
    await expect(prepare().put(more)).rejects.toMatchObject({ code });
  });

  it('checks later values against its pattern, and shows the pattern', async () => {
    // Prepare
    const { aws, put } = prepare();
    await put({ AllowedPattern: 'v\\d' });

    // Act and assess
    await expect(put({ Value: 'w', Overwrite: true })).rejects.toMatchObject({
      code: 'ParameterPatternMismatchException',
    });
    await expect(aws.call('ssm', 'DescribeParameters', {})).resolves.toMatchObject({
      Parameters: [{ AllowedPattern: 'v\\d' }],
    });
  });

  it('is listed as invalid if the requested version does not exist', async () => {
    // Prepare
    const { aws, put } = prepare();
    await put({});

    // Act
    const actual = await aws.call('ssm', 'GetParameters', { Names: ['x', 'x:7', 'y'] });

    // Assess
    expect(actual).toMatchObject({ Parameters: [{ Name: 'x' }], InvalidParameters: ['x:7', 'y'] });
  });
});
