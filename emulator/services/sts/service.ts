import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { QueryProtocol } from '../../core/protocols/query';
import type { Caller, Permission } from '../../core/service';
import MODEL from './api-model.json';

/** STS with one operation, which returns the identity of the caller. */
export class StsService extends EmulatedService {
  readonly name = 'sts';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'STS';
  protected override readonly codes = {
    unknownOperation: 'InvalidAction',
    mistyped: 'MalformedInput',
    invalid: 'ValidationError',
  };
  protected readonly operations: Operations = {
    GetCallerIdentity: operation([], (_input, caller) => this.identity(caller)),
  };
  protected readonly protocol: QueryProtocol;

  constructor(private readonly aws: Aws) {
    super();
    const requestIds = aws.random.fork('sts-requests');
    this.protocol = new QueryProtocol({
      namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      requestId: () => requestIds.uuid(),
    });
  }

  /** Returns no permissions: GetCallerIdentity needs none, and even an explicit deny does not prevent the call. */
  permissions(): readonly Permission[] {
    return [];
  }

  private async identity(caller: Caller): Promise<unknown> {
    const { id, partition } = this.aws.account;
    switch (caller.kind) {
      case 'administrator':
        return { UserId: id, Account: id, Arn: this.aws.arn('iam', 'root', '') };
      case 'role':
        return {
          UserId: `${await this.roleId(caller.roleName)}:${caller.session}`,
          Account: id,
          Arn: `arn:${partition}:sts::${id}:assumed-role/${caller.roleName}/${caller.session}`,
        };
      case 'service':
        return { UserId: caller.principal, Account: caller.sourceAccount, Arn: caller.sourceArn };
    }
  }

  private async roleId(roleName: string): Promise<string> {
    const output = await this.aws.call('iam', 'GetRole', { RoleName: roleName });
    return (output as { Role: { RoleId: string } }).Role.RoleId;
  }
}
