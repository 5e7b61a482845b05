import type { CallListener } from '../../emulator/core/aws';
import type { RunExecution } from './execution-log';
import type { World } from './world';

/** A value in DynamoDB's JSON. */
interface Value {
  readonly S?: string;
  readonly BOOL?: boolean;
  readonly SS?: readonly string[];
  readonly L?: readonly Value[];
}

type Values = Readonly<Record<string, Value | undefined>>;

/** A successful write of the record table. */
export interface Write {
  /** Sort key of the item. */
  readonly item: string;
  readonly datasetGroup: string;
  /** Attributes of the item that the write puts; empty for an update. */
  readonly put: Values;
  /** Update expression; empty if the write puts an item. */
  readonly update: string;
  /** Values in the expressions of the write, as JSON text. */
  readonly values: string;
  readonly run: RunExecution | undefined;
  /** Name of the role under which the function writes. */
  readonly roleName: string;
}

type Input = Parameters<CallListener>[0]['call']['input'];

/** Calls `use` with each successful put or update by functions, including writes in transactions. */
export function onWrite({ local, executionLog }: World, use: (write: Write) => void): void {
  local.aws.onCall(({ service, call: { operation, input }, caller, event, error }) => {
    if (service !== 'dynamodb' || caller.kind !== 'role' || error !== undefined) return;
    const inputs: readonly Input[] =
      operation === 'TransactWriteItems'
        ? (input.TransactItems as readonly Readonly<Record<string, Input>>[]).flatMap((each) => Object.values(each))
        : [input];
    for (const { Item, Key, UpdateExpression = '', ExpressionAttributeValues: values = {} } of inputs) {
      if (Item === undefined && (Key === undefined || UpdateExpression === '')) continue;
      const { item, datasetGroup } = (Item ?? Key) as Values;
      use({
        item: item?.S ?? '',
        datasetGroup: datasetGroup?.S ?? '',
        put: (Item ?? {}) as Values,
        update: String(UpdateExpression),
        values: JSON.stringify(values),
        run: executionLog.runOf(event),
        roleName: caller.roleName,
      });
    }
  });
}

/**
 * Calls `use` for each write of a work item, with the attributes after this write and after the previous write of the
 * same item. For the first write, the previous attributes are empty.
 */
export function onProgress(world: World, use: (id: string, after: Values, before: Values) => void): void {
  const written = new Map<string, Values>();
  onWrite(world, ({ item, put }) => {
    if (!item.startsWith('progress#') || put.status === undefined) return;
    use(item.slice(item.indexOf('#', 'progress#'.length) + 1), put, written.get(item) ?? {});
    written.set(item, put);
  });
}
