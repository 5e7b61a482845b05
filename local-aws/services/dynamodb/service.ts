import type { Aws } from '../../core/aws';
import { JsonProtocol } from '../../core/protocols/json';
import {
  type Call,
  type Caller,
  type Input,
  type Permission,
  type Service,
  ServiceError,
  type WireRequest,
} from '../../core/service';
import { keyPermissions } from '../kms/usage';
import { Engine, isEventuallyConsistent } from './engine';
import { ItemOperations } from './item-operations';
import { permissionsOf } from './permissions';
import { TableOperations } from './table-operations';

type Operation = (input: Input, lag: number) => Promise<unknown>;

/** Milliseconds by which an eventually consistent read lags behind, at most 2,000. */
export type ReadLag = (call: Call, caller: Caller) => number;

/**
 * DynamoDB: items and queries, with tables that support TTL, point-in-time recovery, deletion protection and tags. Reads in
 * transactions, PartiQL and streams are refused. Binary values are base64 text, as on the wire.
 */
export class DynamoDbService implements Service {
  readonly name = 'dynamodb';
  private readonly protocol = new JsonProtocol({ targetPrefix: 'DynamoDB_20120810', version: '1.0' });
  private readonly operations: ReadonlyMap<string, Operation>;
  private readonly tables: TableOperations;
  private readonly items: ItemOperations;
  private lagOf: ReadLag = () => 0;

  constructor(private readonly aws: Aws) {
    const engine = new Engine(aws.clock);
    const random = aws.random.fork('dynamodb');
    this.tables = new TableOperations(aws, engine, () => random.uuid());
    this.items = new ItemOperations(engine, aws.clock);
    this.operations = new Map(Object.entries({ ...this.tables.operations, ...this.items.operations }));
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
    const onTables = permissionsOf(this.aws, call);
    if (!(call.operation in this.items.operations)) return onTables;
    // Using a table requires permissions on its key:
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html#dynamodb-kms-authz (2026-11)
    const onKeys = onTables.flatMap(({ resource }) =>
      keyPermissions(this.aws, 'dynamodb', this.tables.keyOf(resource), ['Decrypt']),
    );
    return [...onTables, ...onKeys];
  }

  invoke(call: Call, caller: Caller): Promise<unknown> {
    const lag = isEventuallyConsistent(call.operation, call.input) ? this.lagOf(call, caller) : 0;
    return this.operation(call)(call.input, lag);
  }

  /** Lets reads lag behind that do not ask for consistency. Default: none does. */
  lagReads(lagOf: ReadLag): void {
    this.lagOf = lagOf;
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
