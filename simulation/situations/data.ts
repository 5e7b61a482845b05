import type { ResourceSnapshot } from '../../emulator/services/personalize/service';
import { CSV_KEY } from '../simulate/names';
import { onOwnCall } from '../simulate/own-calls';
import { onProgress, onWrite } from '../simulate/writes';
import type { Situation } from './situation';

const refused = (name: string, error: string): Situation => ({
  name,
  watch: (world, reached) => onProgress(world, (_id, after) => after.error?.S === error && reached()),
});

/** @param statistics pattern of the recorded result of a dataset's newest check */
const checked = (name: string, statistics: RegExp): Situation => ({
  name,
  watch: (world, reached) =>
    onWrite(world, ({ item, put: { checks } }) => {
      if (item.startsWith('data-statistics#') && statistics.test(checks?.L?.[0]?.S ?? '')) reached();
    }),
});

export const DATA: readonly Situation[] = [
  refused('a check refuses data', 'InvalidData'),
  refused('the same data are refused again, which is reported once', 'RefusedBefore'),
  checked('a person accepts refused data', /"verdict":"ACCEPTED".*"decision":/),
  checked('limits have nothing to compare data with', /"comparedWith":"nothing"/),
];

/**
 * A person rejects data. The command records the rejection with the permissions of its user. `onWrite` does not report this
 * write, because it only reports writes by functions.
 */
export const dataAreRejected: Situation = {
  name: 'a person rejects data that were imported',
  watch: ({ local }, reached) =>
    local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'dynamodb' || operation !== 'PutItem' || caller.kind === 'role' || error !== undefined) return;
      const { item, checks } = input.Item as Readonly<Record<string, { readonly S?: string } | undefined>>;
      if (item?.S?.startsWith('data-statistics#') && JSON.stringify(checks).includes('\\"verdict\\":\\"REJECTED\\"'))
        reached();
    }),
};

export const baselineIsCounted: Situation = {
  name: 'data that were imported before the first check are counted as the baseline',
  watch: ({ local }, reached) =>
    local.aws.onCall(({ service, call: { operation, input }, error }) => {
      if (service !== 'lambda' || operation !== 'Invoke' || error !== undefined) return;
      const { FunctionName: name, Payload: payload } = input;
      if (/check-data/.test(String(name)) && /"at":"/.test(textOf(payload))) reached();
    }),
};

function textOf(payload: unknown): string {
  return payload instanceof Uint8Array ? Buffer.from(payload).toString() : String(payload);
}

export const changedDataAreImported: Situation = {
  name: 'data change while an import reads them, and the next run imports them again',
  watch: (world, reached) => {
    /** Prefixes of the names of imports whose csv changed during the import. */
    const changed = new Set<string>();
    world.local.aws.onCall(({ service, call: { operation, input }, error }) => {
      if (service !== 's3' || !/^(?:Put|Delete)Object$/.test(operation) || error !== undefined) return;
      const [, group, section] = CSV_KEY.exec(String(input.Key)) ?? [];
      const prefix = `${section}-${group}-`;
      const isRead = ({ name, status }: ResourceSnapshot) =>
        name.startsWith(prefix) && /PENDING|IN_PROGRESS/.test(status);
      if (section !== undefined && world.ofType('datasetImportJob').some(isRead)) changed.add(prefix);
    });
    onOwnCall(world, ({ operation, input }) => {
      if (operation !== 'CreateDatasetImportJob') return;
      for (const prefix of changed) if (String(input.jobName).startsWith(prefix) && changed.delete(prefix)) reached();
    });
  },
};

export const otherCsvAreReplaced: Situation = {
  name: "a person imports other csv in full, and the next run imports the team's csv again",
  watch: ({ local }, reached) => {
    /** Location of the csv that a person last imported in mode FULL, by the ARN of the dataset. */
    const others = new Map<unknown, string>();
    local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'personalize' || operation !== 'CreateDatasetImportJob' || error !== undefined) return;
      const { dataLocation } = input.dataSource as { readonly dataLocation: string };
      if (caller.kind !== 'role') {
        if (input.importMode !== 'INCREMENTAL') others.set(input.datasetArn, dataLocation);
        return;
      }
      if ((others.get(input.datasetArn) ?? dataLocation) !== dataLocation) reached();
      others.delete(input.datasetArn);
    });
  },
};

export const manualImportFails: Situation = {
  name: 'an import that a person made fails',
  watch: ({ local }, reached) =>
    local.personalize.onChange(({ arn, status }) => {
      if (/-import-job\/by-hand-/.test(arn) && status === 'CREATE FAILED') reached();
    }),
};

export const refusalComesBack: Situation = {
  name: 'refused data come back after other data were accepted',
  watch: ({ local }, reached) => {
    /** Fingerprints of the data that were last refused, by dataset group and dataset. */
    const refusals = new Map<string, string | undefined>();
    const accepted = new Set<string>();
    local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'dynamodb' || caller.kind !== 'role' || error !== undefined) return;
      const values = (input.Item ?? input.Key ?? {}) as Readonly<Record<string, { readonly S?: string } | undefined>>;
      if (!values.item?.S?.startsWith('data-refusal#')) return;
      const key = `${values.datasetGroup?.S} ${values.item.S}`;
      if (operation === 'DeleteItem' && refusals.has(key)) accepted.add(key);
      if (operation !== 'PutItem') return;
      if (accepted.delete(key) && refusals.get(key) === values.fingerprint?.S) reached();
      refusals.set(key, values.fingerprint?.S);
    });
  },
};

export const deletionFindsWork: Situation = {
  name: 'a deletion of users finds work in progress, and waits for it',
  watch: (world, reached) =>
    onProgress(world, (id, { status, reason }) => {
      if (id === 'deletion' && status?.S === 'OPEN' && /IN_PROGRESS|PENDING/.test(reason?.S ?? '')) reached();
    }),
};

export const deletionIsRefused: Situation = {
  name: 'a csv of users is refused',
  watch: ({ local }, reached) =>
    local.aws.onCall(({ service, call: { operation, input }, error }) => {
      if (service === 'sns' && operation === 'Publish' && error === undefined)
        if (/deletion of users refused/.test(String(input.Subject))) reached();
    }),
};
