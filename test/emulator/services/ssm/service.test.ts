import { SsmService } from '../../../../emulator/services/ssm/service';
import { START, testAws } from '../../../support/in-process';

function prepare() {
  const aws = testAws();
  const service = new SsmService(aws);
  aws.register(service);
  const call = (operation: string, input: object) => aws.call('ssm', operation, { ...input });
  const put = (Name: string, Value: string, more = {}) =>
    call('PutParameter', { Name, Value, Type: 'String', ...more });
  return { aws, service, call, put };
}

describe('SSM parameters', () => {
  it('are returned with version, time and ARN', async () => {
    // Prepare
    const { aws, call, put } = prepare();
    await put('/app/names', 'one');
    await aws.clock.advanceTo(START + 1000);

    // Act
    const output = await put('/app/names', 'two', { Overwrite: true, Type: undefined });

    // Assess
    expect(output).toEqual({ Version: 2, Tier: 'Standard' });
    expect(await call('GetParameter', { Name: '/app/names' })).toEqual({
      Parameter: {
        Name: '/app/names',
        Type: 'String',
        Value: 'two',
        Version: 2,
        LastModifiedDate: new Date(START + 1000),
        ARN: 'arn:aws:ssm:us-east-1:123456789012:parameter/app/names',
        DataType: 'text',
      },
    });
    expect(await call('GetParameter', { Name: '/app/names:1' })).toMatchObject({
      Parameter: { Value: 'one', Version: 1, Selector: ':1' },
    });
    await expect(call('GetParameter', { Name: '/app/names:3' })).rejects.toMatchObject({
      code: 'ParameterVersionNotFound',
    });
  });

  it('are not overwritten by default', async () => {
    // Prepare
    const { put } = prepare();
    await put('x', 'one');

    // Act and assess
    await expect(put('x', 'two')).rejects.toMatchObject({ code: 'ParameterAlreadyExists' });
  });

  it('are listed as invalid by GetParameters if they do not exist', async () => {
    // Prepare
    const { call, put } = prepare();
    await put('x', 'one');

    // Act and assess
    await expect(call('GetParameter', { Name: 'y' })).rejects.toMatchObject({ code: 'ParameterNotFound' });
    expect(await call('GetParameters', { Names: ['x', 'y'] })).toMatchObject({
      Parameters: [{ Name: 'x' }],
      InvalidParameters: ['y'],
    });
  });

  it('cannot be found after deletion', async () => {
    // Prepare
    const { call, put } = prepare();
    await put('x', 'one');

    // Act
    await call('DeleteParameter', { Name: 'x' });

    // Assess
    await expect(call('GetParameter', { Name: 'x' })).rejects.toMatchObject({ code: 'ParameterNotFound' });
  });

  it('are found below a path, on one level or on all levels', async () => {
    // Prepare
    const { call, put } = prepare();
    for (const name of ['/app/a', '/app/b/c', '/apple', '/app/d']) await put(name, 'v');
    const namesOf = (output: unknown) =>
      (output as { Parameters: { Name: string }[] }).Parameters.map(({ Name }) => Name);

    // Act
    const level = await call('GetParametersByPath', { Path: '/app' });
    const all = await call('GetParametersByPath', { Path: '/app/', Recursive: true, MaxResults: 2 });
    const { NextToken } = all as { NextToken: string };
    const rest = await call('GetParametersByPath', { NextToken, Path: '/app/', Recursive: true });

    // Assess
    expect(namesOf(level)).toEqual(['/app/a', '/app/d']);
    expect(namesOf(all)).toEqual(['/app/a', '/app/b/c']);
    expect(namesOf(rest)).toEqual(['/app/d']);
    const described = await call('DescribeParameters', {
      ParameterFilters: [{ Key: 'Name', Option: 'BeginsWith', Values: ['/app/'] }],
    });
    expect(namesOf(described)).toEqual(['/app/a', '/app/b/c', '/app/d']);
  });

  it.each([
    ['a name with a space', { Name: 'a b' }, 'ValidationException'],
    ['a name that begins with the reserved prefix aws', { Name: '/aws/x' }, 'ValidationException'],
    ['a name that begins with the reserved prefix ssm', { Name: '/ssmith/x' }, 'ValidationException'],
    ['a reserved prefix in capital letters', { Name: 'AWSx' }, 'ValidationException'],
    ['a name of sixteen levels', { Name: '/a'.repeat(16) }, 'HierarchyLevelLimitExceededException'],
    ['no value', { Value: '' }, 'ValidationException'],
    ['no type', { Type: undefined }, 'ValidationException'],
    ['an unknown type', { Type: 'Number' }, 'ValidationException'],
    ['a value that refers to another parameter', { Value: '{{ssm:x}}' }, 'ValidationException'],
    ['a value above 4 KiB', { Value: 'x'.repeat(4097) }, 'ValidationException'],
    ['a value too large for any tier', { Value: 'x'.repeat(8193), Tier: 'Intelligent-Tiering' }, 'ValidationException'],
  ])('are refused with %s', async (_what, more, code) => {
    // Prepare
    const { put } = prepare();

    // Act and assess
    await expect(put('x', 'v', more)).rejects.toMatchObject({ code });
  });

  it('with Intelligent-Tiering get the tier that the size of their value needs', async () => {
    // Prepare
    const { put } = prepare();
    const Tier = 'Intelligent-Tiering';

    // Act and assess
    expect(await put('a', 'x'.repeat(4096), { Tier })).toMatchObject({ Tier: 'Standard' });
    expect(await put('b', 'x'.repeat(4097), { Tier })).toMatchObject({ Tier: 'Advanced' });
  });

  it('require one permission for each parameter that a request names', () => {
    // Prepare
    const { service } = prepare();

    // Act
    const permissions = service.permissions({
      operation: 'GetParameters',
      input: { Names: ['/app/a', 'b:2'] },
    });

    // Assess
    expect(permissions).toEqual([
      { action: 'ssm:GetParameters', resource: 'arn:aws:ssm:us-east-1:123456789012:parameter/app/a' },
      { action: 'ssm:GetParameters', resource: 'arn:aws:ssm:us-east-1:123456789012:parameter/b' },
    ]);
  });
});
