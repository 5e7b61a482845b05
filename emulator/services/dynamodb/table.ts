import type { Timer } from '../../core/clock';

/** A day in milliseconds. */
const DAY = 86_400_000;

/** Properties of a table that dynalite does not store. */
export interface Table {
  readonly arn: string;
  readonly id: string;
  /** Epoch milliseconds of virtual time. */
  readonly createdAt: number;
  readonly tags: Map<string, string>;
  readonly encryption: EncryptionSpecification | undefined;
  deletionProtection: boolean;
  pointInTimeRecovery: PointInTimeRecovery;
  /** Name of the attribute with an item's expiry time in epoch seconds; undefined while TTL is off. */
  ttlAttribute: string | undefined;
  ttlSweep: Timer | undefined;
}

export interface EncryptionSpecification {
  readonly Enabled?: boolean;
  readonly SSEType?: string;
  readonly KMSMasterKeyId?: string;
}

/** Setting of point-in-time recovery. `since` is when it was enabled, in epoch milliseconds. `days` is the recovery period. */
export type PointInTimeRecovery =
  | { readonly enabled: false }
  | { readonly enabled: true; readonly since: number; readonly days: number };

/**
 * Describes a table with ARNs, ids and times of the local AWS instead of dynalite's.
 * @param description `TableDescription` or `Table`, from dynalite
 */
export function describeTable(table: Table, description: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // dynalite also returns the billing mode in this member, which DynamoDB has never documented.
  const { TableThroughputModeSummary: _, ...documented } = description;
  return {
    ...documented,
    ...withIndexArns('GlobalSecondaryIndexes', table, description),
    ...withIndexArns('LocalSecondaryIndexes', table, description),
    TableArn: table.arn,
    TableId: table.id,
    CreationDateTime: new Date(table.createdAt),
    DeletionProtectionEnabled: table.deletionProtection,
    ...(description.BillingModeSummary !== undefined && {
      BillingModeSummary: {
        BillingMode: 'PAY_PER_REQUEST',
        LastUpdateToPayPerRequestDateTime: new Date(table.createdAt),
      },
    }),
    // Encryption with a key that AWS owns is the default and is not described.
    ...(table.encryption?.Enabled === true && {
      SSEDescription: {
        Status: 'ENABLED',
        SSEType: table.encryption.SSEType ?? 'KMS',
        ...(table.encryption.KMSMasterKeyId !== undefined && {
          KMSMasterKeyArn: table.encryption.KMSMasterKeyId,
        }),
      },
    }),
  };
}

export function describeContinuousBackups({ pointInTimeRecovery }: Table, now: number): Record<string, unknown> {
  const description = pointInTimeRecovery.enabled
    ? {
        PointInTimeRecoveryStatus: 'ENABLED',
        RecoveryPeriodInDays: pointInTimeRecovery.days,
        EarliestRestorableDateTime: new Date(Math.max(pointInTimeRecovery.since, now - pointInTimeRecovery.days * DAY)),
        LatestRestorableDateTime: new Date(now),
      }
    : { PointInTimeRecoveryStatus: 'DISABLED' };
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: description,
    },
  };
}

function withIndexArns(
  member: 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes',
  table: Table,
  description: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const indexes = description[member] as readonly { readonly IndexName: string }[] | undefined;
  if (indexes === undefined) return {};
  return {
    [member]: indexes.map((index) => ({ ...index, IndexArn: `${table.arn}/index/${index.IndexName}` })),
  };
}
