import type { LocalAws, Names } from '../emulator/local-aws';
import { BATCH } from '../lib/aws/data-bucket-layout';
import { RESOURCE_TYPES } from '../lib/personalize/resource-types';
import { printable, printableColours, printableLines } from '../lib/text/format';
import { allPages } from './pages';
import { sampleRecommendations } from './recommendations';
import { palette } from './report/palette';
import {
  renderMetrics,
  renderNotifications,
  renderOutputs,
  renderProgressLine,
  renderRecommendations,
  renderResources,
  renderRuns,
  renderTasks,
} from './report/text';
import type { RunDocument } from './result';
import { solutionMetrics } from './solution-metrics';
import { tasks } from './tasks';

export type Narrator = ReturnType<typeof narrate>;

/**
 * Prints the progress and the result of a run.
 * @param stream undefined to print nothing, for output that must be JSON only
 * @param detail true to print every change in Personalize and, at the end, also runs and recommendations; false to print, instead of
 * these, one line for each run that ends
 */
export function narrate(stream: NodeJS.WriteStream | undefined, detail: boolean) {
  const isColourful = stream?.isTTY === true && process.env.NO_COLOR === undefined;
  const colours = palette(isColourful);
  const harmless = isColourful ? printableColours : printableLines;
  const say = (text: string) => void stream?.write(`${harmless(text)}\n`);
  const progress = (now: number, kind: string, text: string) => say(renderProgressLine(now, kind, text, colours));
  return {
    /** Prints what happens from now on. */
    follow: (local: LocalAws) => (detail ? followResources(local, progress) : followRuns(local, progress)),
    loading: () => say('Synthesizing and loading the stack...'),
    loaded: ({ dataBucket }: Names) => say(`The stack is loaded; the data bucket is ${dataBucket}.`),
    uploaded: (keys: readonly string[], now: number) => progress(now, 'UPLOADED', keys.map(printable).join(', ')),
    finished: async (local: LocalAws, result: RunDocument) => {
      const messages = local.sns.messages();
      say(`\nResources\n${renderResources(local.personalize.snapshot(), colours)}`);
      if (detail) say(`\nRuns\n${renderRuns(result.runs, colours)}`);
      say(`\nTasks\n${renderTasks(await tasks(local, result.runs), colours)}`);
      say(`\nNotifications (${messages.length})\n${renderNotifications(messages, colours)}`);
      say(`\nOutputs\n${renderOutputs(await batchOutputs(local))}`);
      const metrics = await solutionMetrics(local);
      if (metrics.length > 0) say(`\nOffline metrics of the local models\n${renderMetrics(metrics, colours)}`);
      const sample = detail ? await sampleRecommendations(local) : undefined;
      if (sample !== undefined) say(`\nRecommendations\n${renderRecommendations(sample, colours)}`);
    },
  };
}

type Progress = (now: number, kind: string, text: string) => void;

function followResources(local: LocalAws, progress: Progress): void {
  local.personalize.onChange(({ type, name, status, update, at, failureReason }) => {
    const what = `${RESOURCE_TYPES[type].title.toLowerCase()} ${name}${update ? ' (update)' : ''}`;
    progress(at, status, failureReason === undefined ? what : `${what}: ${printable(failureReason)}`);
  });
}

function followRuns(local: LocalAws, progress: Progress): void {
  local.stepFunctions.onEvent((event) => {
    if (event.kind !== 'executionFinished' || event.execution.stateMachine.arn !== local.names.runStateMachineArn)
      return;
    const { inputText, output, status: ended, cause } = event.execution;
    // An execution that begins no run, for example because its invocation was delivered twice, ends without a status.
    const { status = ended === 'SUCCEEDED' ? undefined : ended } = JSON.parse(output ?? '{}') as {
      readonly status?: string;
    };
    if (status === undefined) return;
    const { datasetGroup, task, workflow } = JSON.parse(inputText) as Readonly<Record<string, string>>;
    const what = `${task ?? workflow} of ${datasetGroup}`;
    progress(local.clock.now(), status, cause === undefined ? what : `${what}: ${cause}`);
  });
}

/** URIs of the output of batch jobs. */
async function batchOutputs({ aws, names }: LocalAws): Promise<readonly string[]> {
  const pages = await allPages<{ readonly Contents?: readonly { readonly Key: string }[] }>(
    aws,
    ['s3', 'ListObjectsV2'],
    { Bucket: names.dataBucket, Prefix: BATCH },
    ['ContinuationToken', 'NextContinuationToken'],
  );
  const objects = pages.flatMap(({ Contents = [] }) => Contents);
  return objects.filter(({ Key }) => Key.endsWith('.out')).map(({ Key }) => `s3://${names.dataBucket}/${Key}`);
}
