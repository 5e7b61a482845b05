import { BAD_ROW } from '../simulate/data';
import { csvKey } from '../simulate/names';
import { onOwnCall } from '../simulate/own-calls';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';

/** A period in which the csv of a team's interactions is good, is removed, or has a bad row. */
interface CsvState {
  readonly group: string;
  readonly kind: 'good' | 'removed' | 'badRow';
  /** Beginning of the period, in epoch milliseconds. `to` is its end. */
  readonly from: number;
  to: number;
  /** True if a run that began in this period has imported interactions in this period. */
  isImported: boolean;
}

const STATES = new WeakMap<World, CsvState[]>();

/**
 * Patterns of the text of a mail about a refusal, by the kind of csv. A mail about a stopped run does not match, because it
 * lists the dataset as failed, without the reason.
 */
const REFUSALS = { removed: /no csv file found/, badRow: /value-type/ } as const;

/** Milliseconds for which a run may still use an earlier state of the csv, or an earlier file in force. */
const UNCERTAIN = 120_000;

export const refusalsThatComeBackAreMailed: Invariant = {
  name: 'if good data were imported in between, the same refusal is mailed again before a scheduled import skips it',
  watch: (world) => {
    const states: CsvState[] = [];
    STATES.set(world, states);
    const { aws, clock } = world.local;
    aws.onCall(({ service, call: { operation, input }, error }) => {
      if (service !== 's3' || !/^(?:Put|Delete)Object$/.test(operation) || error !== undefined) return;
      const team = world.teams.find(({ name }) => csvKey(name, 'interactions') === input.Key);
      if (team === undefined) return;
      const isBad = Buffer.from((input.Body as Uint8Array | undefined) ?? '').includes(BAD_ROW);
      const kind = operation === 'DeleteObject' ? 'removed' : isBad ? 'badRow' : 'good';
      const last = lastOf(states, team.name);
      if (last?.kind === 'good' && kind === 'good') return;
      const now = clock.now();
      if (last !== undefined) last.to = now;
      states.push({ group: team.name, kind, from: now, to: Number.POSITIVE_INFINITY, isImported: false });
    });
    onOwnCall(world, ({ operation, input }, run) => {
      const group = /:dataset\/([^/]+)\/INTERACTIONS$/.exec(String(input.datasetArn))?.[1];
      const state = group === undefined ? undefined : lastOf(states, group);
      if (operation !== 'CreateDatasetImportJob' || state?.kind !== 'good' || run === undefined) return;
      if (run.startedAt > state.from) state.isImported = true;
    });
  },
  check: async (world, broken) => {
    const mails = world.local.sns
      .messages()
      .map(({ at, message }) => ({ at: Date.parse(at), text: message.email ?? message.default ?? '' }));
    const states = STATES.get(world) ?? [];
    for (const state of states) {
      const { group, kind, from, to } = state;
      const before = states.filter((each) => each.group === group && each.to <= from).at(-1);
      if (kind === 'good' || before?.kind !== 'good' || !before.isImported) continue;
      for (const run of world.executionLog.runs.values()) {
        const { input, startedAt, endedAt = Number.POSITIVE_INFINITY, ran, status, name } = run;
        const isImport = input.task === `personalize-dataset-import-${group}` && ran && status === 'SUCCEEDED';
        if (!isImport || startedAt < from + UNCERTAIN || endedAt > to) continue;
        // A run whose file was replaced checks nothing.
        if (world.inForceLog.during(group, startedAt - UNCERTAIN, endedAt).length > 1) continue;
        const isMail = ({ at, text }: (typeof mails)[number]) =>
          at >= from && at <= endedAt && text.includes(group) && REFUSALS[kind].test(text);
        if (!mails.some(isMail))
          broken(`${name} imports nothing of ${group}, whose csv is ${kind}, and no notification was sent`);
      }
    }
  },
};

function lastOf(states: readonly CsvState[], group: string): CsvState | undefined {
  return states.findLast((each) => each.group === group);
}
