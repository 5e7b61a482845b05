import { RESOURCE_TYPES } from '../personalize/resource-types';
import type { LocalAws, Names } from './local-aws';
import type { Outcome } from './outcome';
import {
  renderNotifications,
  renderOutputs,
  renderProgressLine,
  renderResources,
  renderRuns,
} from './report';

/** Tells a person what goes on in a run, while it goes on and in the end. */
export interface Narrator {
  loaded(names: Names): void;
  uploaded(keys: readonly string[]): void;
  finished(local: LocalAws, outcome: Outcome): Promise<void>;
  progress(now: number, kind: string, text: string): void;
}

/** For output that must hold nothing but JSON. */
export const silent: Narrator = {
  loaded: () => undefined,
  uploaded: () => undefined,
  finished: async () => undefined,
  progress: () => undefined,
};

export function narrate(stream: NodeJS.WriteStream): Narrator {
  const colour = stream.isTTY && process.env.NO_COLOR === undefined;
  const say = (text: string) => void stream.write(`${text}\n`);
  return {
    loaded: ({ dataBucket }) => say(`The stack is loaded; the data bucket is ${dataBucket}.`),
    uploaded: (keys) => say(`Uploaded ${keys.length} files: ${keys.join(', ')}\n`),
    progress: (now, kind, text) => say(renderProgressLine({ now, kind, text, colour })),
    finished: async (local, outcome) => {
      say(`\nResources\n${renderResources(local.personalize.snapshot(), { colour })}`);
      say(`\nRuns\n${renderRuns(outcome.runs, { colour })}`);
      say(`\nNotifications\n${renderNotifications(local.sns.messages(), { colour })}`);
      say(`\nOutputs\n${renderOutputs(await batchOutputs(local))}`);
    },
  };
}

/** Tells the narrator of every change in Personalize, and of the beginning and the end of every run. */
export function tell(local: LocalAws, narrator: Narrator): void {
  local.personalize.onChange(({ type, name, status, update, at, failureReason }) => {
    const what = `${RESOURCE_TYPES[type].title.toLowerCase()} ${name}${update ? ' (update)' : ''}`;
    narrator.progress(at, status, failureReason === undefined ? what : `${what}: ${failureReason}`);
  });
}

/** URIs of what batch jobs have written. */
async function batchOutputs({ aws, names }: LocalAws): Promise<readonly string[]> {
  const { Contents: objects = [] } = (await aws.call('s3', 'ListObjectsV2', {
    Bucket: names.dataBucket,
    Prefix: 'batch/',
  })) as { readonly Contents?: readonly { readonly Key: string }[] };
  return objects
    .filter(({ Key }) => Key.endsWith('.out'))
    .map(({ Key }) => `s3://${names.dataBucket}/${Key}`);
}
