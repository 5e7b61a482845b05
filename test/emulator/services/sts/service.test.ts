import { ADMINISTRATOR, type Caller } from '../../../../emulator/core/service';
import { Roles } from '../../../../emulator/services/iam/roles';
import { IamService } from '../../../../emulator/services/iam/service';
import { StsService } from '../../../../emulator/services/sts/service';
import { testAws } from '../../../support/in-process';

async function prepare() {
  const aws = testAws();
  aws.register(new IamService(aws, new Roles()));
  aws.register(new StsService(aws));
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const { Role } = (await aws.call('iam', 'CreateRole', {
    RoleName: 'uploader',
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: trust }),
  })) as { Role: { RoleId: string } };
  return { aws, roleId: Role.RoleId };
}

describe('STS', () => {
  it('returns the identity of the caller', async () => {
    // Prepare
    const { aws, roleId } = await prepare();
    const ask = (caller: Caller) => aws.call('sts', 'GetCallerIdentity', {}, caller);

    // Act
    const administrator = await ask(ADMINISTRATOR);
    const role = await ask({ kind: 'role', roleName: 'uploader', session: 'personalize-upload' });

    // Assess
    expect(administrator).toEqual({
      UserId: '123456789012',
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:root',
    });
    expect(role).toEqual({
      UserId: `${roleId}:personalize-upload`,
      Account: '123456789012',
      Arn: 'arn:aws:sts::123456789012:assumed-role/uploader/personalize-upload',
    });
  });

  it('refuses an operation that it does not implement, and names the operation', async () => {
    // Prepare
    const { aws } = await prepare();

    // Act and assess
    await expect(aws.call('sts', 'AssumeRole', {})).rejects.toMatchObject({
      message: 'The local STS does not implement AssumeRole; it has: GetCallerIdentity.',
    });
  });
});
