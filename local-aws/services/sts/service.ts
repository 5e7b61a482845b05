import type { Aws } from '../../core/aws';
import { QueryProtocol } from '../../core/protocols/query';
import {
  type Call,
  type Caller,
  type Permission,
  type Service,
  ServiceError,
  type WireRequest,
  type WireResponse,
} from '../../core/service';

/** STS: returns the identity of the caller. */
export class StsService implements Service {
  readonly name = 'sts';
  private readonly protocol: QueryProtocol;

  constructor(private readonly aws: Aws) {
    const requestIds = aws.random.fork('sts-requests');
    this.protocol = new QueryProtocol({
      namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      requestId: () => requestIds.uuid(),
    });
  }

  decode(request: WireRequest): Call {
    return this.protocol.decode(request);
  }

  encode(call: Call, output: unknown): WireResponse {
    return this.protocol.encode(call, output);
  }

  encodeError(error: ServiceError): WireResponse {
    return this.protocol.encodeError(error);
  }

  /** GetCallerIdentity needs none, not even against an explicit deny. */
  permissions(): readonly Permission[] {
    return [];
  }

  async invoke({ operation }: Call, caller: Caller): Promise<unknown> {
    if (operation !== 'GetCallerIdentity') {
      throw new ServiceError('InvalidAction', `The local STS does not implement ${operation}.`);
    }
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
