import type { Aws } from '../aws';
import { JsonProtocol } from '../protocols/json';
import {
  type Call,
  type Input,
  type Permission,
  type Service,
  ServiceError,
  type WireRequest,
} from '../service';
import { DynaliteEngine } from './engine';
import { ItemOperations } from './item-operations';
import { permissionsOf } from './permissions';
import { TableOperations } from './table-operations';

type Operation = (input: Input) => Promise<unknown>;

/**
 * DynamoDB: dynalite's items and queries, with tables that know of TTL, point-in-time recovery, deletion protection and
 * tags. Transactions, PartiQL and streams are refused. Binary values are base64 text, as on the wire.
 */
export class DynamoDbService implements Service {
  readonly name = 'dynamodb';
  private readonly protocol = new JsonProtocol({ targetPrefix: 'DynamoDB_20120810', version: '1.0' });
  private readonly operations: ReadonlyMap<string, Operation>;

  constructor(private readonly aws: Aws) {
    const engine = new DynaliteEngine(aws.clock);
    const random = aws.random.fork('dynamodb');
    const tables = new TableOperations(aws, engine, () => random.uuid());
    const items = new ItemOperations(engine);
    this.operations = new Map(Object.entries({ ...tables.operations, ...items.operations }));
  }

  decode(request: WireRequest): Call {
    return this.protocol.decode(request);
  }

  encode(call: Call, output: unknown) {
    return this.protocol.encode(call, output);
  }

  encodeError(error: ServiceError) {
    return this.protocol.encodeError(error);
  }

  permissions(call: Call): readonly Permission[] {
    this.operation(call);
    return permissionsOf(this.aws, call);
  }

  invoke(call: Call): Promise<unknown> {
    return this.operation(call)(call.input);
  }

  private operation({ operation: name }: Call): Operation {
    const operation = this.operations.get(name);
    if (operation === undefined) {
      throw new ServiceError(
        'UnknownOperationException',
        `The local DynamoDB does not implement ${name}; it has: ${[...this.operations.keys()].sort().join(', ')}.`,
      );
    }
    return operation;
  }
}
