import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations } from '../../core/emulated-service';
import { JsonProtocol } from '../../core/protocols/json';
import type { Call, Permission } from '../../core/service';
import { keyPermissions } from '../kms/usage';
import MODEL from './api-model.json';
import { Engine } from './engine';
import { ItemOperations, type ReadLag } from './item-operations';
import { permissionsOf } from './permissions';
import { TableOperations } from './table-operations';

/**
 * DynamoDB: items and queries, and tables with TTL, point-in-time recovery, deletion protection and tags. PartiQL, streams and reads in
 * transactions are refused. Binary values are base64 text, as on the wire.
 */
export class DynamoDbService extends EmulatedService {
  readonly name = 'dynamodb';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'DynamoDB';
  protected readonly protocol = new JsonProtocol({ targetPrefix: 'DynamoDB_20120810', version: '1.0' });
  protected readonly operations: Operations;
  protected override readonly checks = 'nothing';
  private readonly tables: TableOperations;
  private readonly items: ItemOperations;
  private lagOf: ReadLag = () => 0;

  constructor(private readonly aws: Aws) {
    super();
    const engine = new Engine(aws.clock);
    const random = aws.random.fork('dynamodb');
    this.tables = new TableOperations(aws, engine, () => random.uuid());
    this.items = new ItemOperations(engine, aws.clock, (call, caller) => this.lagOf(call, caller));
    this.operations = { ...this.tables.operations, ...this.items.operations };
  }

  permissions(call: Call): readonly Permission[] {
    const onTables = permissionsOf(this.aws, call);
    if (!(call.operation in this.items.operations)) return onTables;
    // Using a table requires permissions on its key:
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html#dynamodb-kms-authz (2026-11)
    const onKeys = onTables.flatMap(({ resource }) =>
      keyPermissions(this.aws, 'dynamodb', this.tables.keyOf(resource), ['Decrypt']),
    );
    return [...onTables, ...onKeys];
  }

  /** Sets the lag of eventually consistent reads. Default: none. */
  lagReads(lagOf: ReadLag): void {
    this.lagOf = lagOf;
  }
}
