import type { Aws } from '../../core/aws';
import { type Operations, operation } from '../../core/emulated-service';
import { type Input, ServiceError } from '../../core/service';
import type { Engine, Send } from './engine';
import { tableArn, tableName } from './permissions';
import { describeContinuousBackups, describeTable, type EncryptionSpecification, type Table } from './table';
import { SWEEP_INTERVAL, sweepExpired } from './time-to-live';

/** Members of CreateTable that dynalite implements. dynalite would silently drop all other members. */
const CREATE_MEMBERS_OF_DYNALITE = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'BillingMode',
  'ProvisionedThroughput',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
];

const DEFAULT_RECOVERY_DAYS = 35;

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/**
 * Operations on tables. Adds ARNs, times and settings to the outputs of dynalite's operations. Implements the
 * operations that dynalite lacks.
 */
export class TableOperations {
  private readonly tables = new Map<string, Table>();

  readonly operations: Operations = {
    CreateTable: operation(
      [
        'TableName',
        'AttributeDefinitions.*',
        'KeySchema.*',
        'BillingMode',
        'ProvisionedThroughput.*',
        'GlobalSecondaryIndexes.IndexName',
        'GlobalSecondaryIndexes.KeySchema.*',
        'GlobalSecondaryIndexes.Projection.*',
        'GlobalSecondaryIndexes.ProvisionedThroughput.*',
        'LocalSecondaryIndexes.*',
        'SSESpecification.*',
        'DeletionProtectionEnabled',
        'Tags.*',
        'TableClass',
      ],
      (input) => this.create(input),
    ),
    DescribeTable: operation(['TableName'], async (input) => ({ Table: await this.describe(input) })),
    UpdateTable: operation(['TableName', 'DeletionProtectionEnabled'], (input) => this.update(input)),
    DeleteTable: operation(['TableName'], (input) => this.delete(input)),
    ListTables: operation(['ExclusiveStartTableName', 'Limit'], (input) =>
      this.engine.exclusively((send) => send('ListTables', input)),
    ),
    UpdateContinuousBackups: operation(['TableName', 'PointInTimeRecoverySpecification.*'], async (input) =>
      this.updateContinuousBackups(input),
    ),
    DescribeContinuousBackups: operation(['TableName'], async (input) =>
      describeContinuousBackups(this.table(input, 'TableNotFoundException'), this.aws.clock.now()),
    ),
    UpdateTimeToLive: operation(['TableName', 'TimeToLiveSpecification.*'], async (input) =>
      this.updateTimeToLive(input),
    ),
    DescribeTimeToLive: operation(['TableName'], async (input) => describeTimeToLive(this.table(input))),
    TagResource: operation(['ResourceArn', 'Tags.*'], async (input) =>
      tag(this.table(input), (input.Tags ?? []) as readonly Tag[]),
    ),
    UntagResource: operation(['ResourceArn', 'TagKeys'], async (input) =>
      untag(this.table(input), (input.TagKeys ?? []) as readonly string[]),
    ),
    ListTagsOfResource: operation(['ResourceArn'], async (input) => ({ Tags: tagsOf(this.table(input)) })),
  };

  constructor(
    private readonly aws: Aws,
    private readonly engine: Engine,
    private readonly newTableId: () => string,
  ) {}

  /**
   * Returns the customer managed key that encrypts a table, or undefined.
   * @param arn ARN of the table or of one of its indexes
   */
  keyOf(arn: string): string | undefined {
    return this.tables.get(tableName(arn).replace(/\/index\/.*$/, ''))?.encryption?.KMSMasterKeyId;
  }

  private async create(input: Input): Promise<unknown> {
    const request = Object.fromEntries(
      CREATE_MEMBERS_OF_DYNALITE.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]),
    );
    const name = String(input.TableName);
    if (this.tables.has(name)) throw new ServiceError('ResourceInUseException', `Table already exists: ${name}`);
    const description = await this.engine.exclusively(async (send) => {
      const { TableDescription: created } = await send('CreateTable', request);
      const asCreated = structuredClone(created) as Record<string, unknown>;
      await settled(send, name);
      return asCreated;
    });
    const table: Table = {
      arn: tableArn(this.aws, name),
      id: this.newTableId(),
      createdAt: this.aws.clock.now(),
      tags: new Map(),
      encryption: input.SSESpecification as EncryptionSpecification | undefined,
      deletionProtection: input.DeletionProtectionEnabled === true,
      pointInTimeRecovery: { enabled: false },
      ttlAttribute: undefined,
      ttlSweep: undefined,
    };
    tag(table, (input.Tags ?? []) as readonly Tag[]);
    this.tables.set(name, table);
    return { TableDescription: describeTable(table, description) };
  }

  private async describe(input: Input): Promise<Record<string, unknown>> {
    const table = this.table(input);
    const { Table: description } = await this.engine.exclusively((send) =>
      send('DescribeTable', { TableName: tableName(table.arn) }),
    );
    return describeTable(table, description as Record<string, unknown>);
  }

  private async update(input: Input): Promise<unknown> {
    const table = this.table(input);
    table.deletionProtection = input.DeletionProtectionEnabled === true;
    return { TableDescription: await this.describe(input) };
  }

  private async delete(input: Input): Promise<unknown> {
    const table = this.table(input);
    const name = tableName(table.arn);
    if (table.deletionProtection) {
      throw new ServiceError(
        'ValidationException',
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first: ${table.arn}`,
      );
    }
    table.ttlSweep?.cancel();
    this.tables.delete(name);
    const description = await this.engine.exclusively(async (send) => {
      const { TableDescription: deleted } = await send('DeleteTable', { TableName: name });
      const asDeleted = structuredClone(deleted) as Record<string, unknown>;
      await settled(send, name);
      return asDeleted;
    });
    return { TableDescription: describeTable(table, description) };
  }

  private updateContinuousBackups(input: Input): unknown {
    const table = this.table(input, 'TableNotFoundException');
    const wanted = input.PointInTimeRecoverySpecification as
      | { readonly PointInTimeRecoveryEnabled?: boolean; readonly RecoveryPeriodInDays?: number }
      | undefined;
    const now = this.aws.clock.now();
    const since = table.pointInTimeRecovery.enabled ? table.pointInTimeRecovery.since : now;
    table.pointInTimeRecovery =
      wanted?.PointInTimeRecoveryEnabled === true
        ? { enabled: true, since, days: wanted.RecoveryPeriodInDays ?? DEFAULT_RECOVERY_DAYS }
        : { enabled: false };
    return describeContinuousBackups(table, now);
  }

  private updateTimeToLive(input: Input): unknown {
    const table = this.table(input);
    const { Enabled: enabled, AttributeName: attribute } = (input.TimeToLiveSpecification ?? {}) as {
      readonly Enabled?: boolean;
      readonly AttributeName?: string;
    };
    if (enabled === undefined || attribute === undefined || attribute === '') {
      throw new ServiceError('ValidationException', 'TimeToLiveSpecification needs Enabled and AttributeName.');
    }
    if (enabled === (table.ttlAttribute !== undefined)) {
      throw new ServiceError('ValidationException', `TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`);
    }
    table.ttlSweep?.cancel();
    table.ttlAttribute = enabled ? attribute : undefined;
    if (enabled) this.sweepLater(table, attribute);
    return { TimeToLiveSpecification: { Enabled: enabled, AttributeName: attribute } };
  }

  private sweepLater(table: Table, attribute: string): void {
    const { clock } = this.aws;
    const sweep = () => {
      this.engine
        .exclusively((send) => sweepExpired(send, tableName(table.arn), attribute, clock.now()))
        .catch((error: unknown) => clock.fail(error));
      this.sweepLater(table, attribute);
    };
    table.ttlSweep = clock.at(clock.now() + SWEEP_INTERVAL, sweep, { background: true });
  }

  /** @param code code of the error if the table does not exist. Only the operations on continuous backups have another code (API model) */
  private table(input: Input, code = 'ResourceNotFoundException'): Table {
    const name = tableName(String(input.TableName ?? input.ResourceArn));
    const table = this.tables.get(name);
    if (table === undefined) {
      throw new ServiceError(code, `Requested resource not found: Table: ${name} not found`);
    }
    return table;
  }
}

/**
 * Waits until a table is ACTIVE or deleted. dynalite activates or deletes a table in a timer, soon after the response.
 */
async function settled(send: Send, name: string): Promise<void> {
  for (;;) {
    try {
      const { Table: table } = (await send('DescribeTable', { TableName: name })) as {
        readonly Table: { readonly TableStatus: string };
      };
      if (table.TableStatus === 'ACTIVE') return;
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'ResourceNotFoundException') return;
      throw error;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function describeTimeToLive({ ttlAttribute }: Table): unknown {
  return {
    TimeToLiveDescription:
      ttlAttribute === undefined
        ? { TimeToLiveStatus: 'DISABLED' }
        : { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute },
  };
}

function tag(table: Table, tags: readonly Tag[]): void {
  for (const { Key: key, Value: value } of tags) table.tags.set(key, value);
}

function untag(table: Table, keys: readonly string[]): void {
  for (const key of keys) table.tags.delete(key);
}

function tagsOf(table: Table): readonly Tag[] {
  return [...table.tags].map(([Key, Value]) => ({ Key, Value }));
}
