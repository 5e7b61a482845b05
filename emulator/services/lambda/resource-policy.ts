import { type Input, ServiceError } from '../../core/service';
import { parsePolicyDocument, type Statement } from '../iam/policy-document';
import { invalidParameter } from './input';

const STATEMENT_ID = /^[\w-]{1,100}$/;

/** A function's resource policy. It lets callers invoke the function, in addition to roles whose own policies allow this. */
export class ResourcePolicy {
  private readonly documents = new Map<string, object>();
  private parsed: readonly Statement[] = [];

  constructor(private readonly functionArn: string) {}

  get statements(): readonly Statement[] {
    return this.parsed;
  }

  /** Policy as JSON text, or undefined if it has no statement. */
  get text(): string | undefined {
    return this.documents.size === 0 ? undefined : JSON.stringify(this.document());
  }

  /**
   * Carries out AddPermission.
   * @returns the new statement as JSON text
   */
  add(input: Input): string {
    const sid = String(input.StatementId);
    if (!STATEMENT_ID.test(sid)) {
      throw invalidParameter(`StatementId is '${sid}'; it must match ${STATEMENT_ID}.`);
    }
    if (this.documents.has(sid)) {
      throw new ServiceError(
        'ResourceConflictException',
        `The statement id (${sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        409,
      );
    }
    const statement = this.statement(sid, input);
    this.documents.set(sid, statement);
    this.parsed = parsePolicyDocument(this.document(), `resource policy of ${this.functionArn}`);
    return JSON.stringify(statement);
  }

  private statement(sid: string, input: Input): object {
    const principal = String(input.Principal);
    const isService = principal.endsWith('.amazonaws.com');
    const condition = {
      ...(input.SourceAccount !== undefined && {
        StringEquals: { 'AWS:SourceAccount': input.SourceAccount },
      }),
      ...(input.SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': input.SourceArn } }),
    };
    return {
      Sid: sid,
      Effect: 'Allow',
      Principal: principal === '*' ? '*' : { [isService ? 'Service' : 'AWS']: principal },
      Action: input.Action,
      Resource: this.functionArn,
      ...(Object.keys(condition).length > 0 && { Condition: condition }),
    };
  }

  private document(): object {
    return { Version: '2012-10-17', Id: 'default', Statement: [...this.documents.values()] };
  }
}
