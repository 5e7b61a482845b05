import { type Arena, since, type Traces, UPLOAD_FUNCTION } from './arena';
import { mutatedBytes } from './byte-mutation';
import { EXPECTATIONS, shown, UNPRINTABLE } from './expectations';
import { MAX_KEY_BYTES } from './hostile-key';
import { bodyOf, type HostileInput, named } from './input';
import { BATCH_INPUTS, PARAMETER_FILE_KEY, VALID_CSV, VALID_FILE } from './valid-file';

/** Response of the stack to an input. */
export type InputResult = 'accepted' | 'refused' | 'no parameter file';

export interface Played {
  readonly result: InputResult;
  readonly violations: readonly string[];
}

/**
 * Applies the input to the arena, waits until everything has ended, and checks the traces.
 * @param index number in the dataset group's name, so that each input of an arena has its own group
 */
export async function play(arena: Arena, input: HostileInput, index: number): Promise<Played> {
  const prototypes = prototypeKeys();
  const before = await arena.traces();
  const played = await perform(arena, input, index);
  const rested = await arena.rest();
  const traces = since(before, await arena.traces());
  const own = played(traces);
  return {
    result: own.result,
    violations: [
      ...(rested ? [] : ['something is still running after a day']),
      ...EXPECTATIONS.flatMap((expectation) => expectation(own.rest ?? traces)),
      ...own.violations,
      ...(prototypeKeys() === prototypes ? [] : ['a prototype was changed']),
    ],
  };
}

interface Judgement extends Played {
  /** Traces that must meet `EXPECTATIONS`. Traces that only this kind of input may cause are left out. Default: all traces. */
  readonly rest?: Traces;
}

type Judge = (traces: Traces) => Judgement;

async function perform(arena: Arena, input: HostileInput, index: number): Promise<Judge> {
  switch (input.kind) {
    case 'file': {
      await putValidData(arena, index, input.key);
      const key = named(input.key, index).toString();
      const versionId = await arena.put(key, named(bodyOf(input), index));
      if (input.deleted) await arena.delete(key, versionId);
      if (!isParameterFile(key)) return judgeOther;
      if (input.deleted) return judgeDeleted;
      const isValid = input.changes.length === 0 && input.bytes.length === 0;
      return isValid && csvKeyFits(input.key) ? judgeValid : judgeFile;
    }
    case 'data': {
      await putValidData(arena, index, PARAMETER_FILE_KEY);
      for (const { key, text, bytes } of input.data)
        await arena.put(named(key, index).toString(), named(mutatedBytes(text, bytes), index));
      await arena.put(named(PARAMETER_FILE_KEY, index).toString(), named(JSON.stringify(VALID_FILE), index));
      return judgeData;
    }
    case 'event': {
      const { FunctionError: error, Payload: payload } = await arena.invokeUpload(input.payload);
      return (traces) => judgeEvent(traces, error === undefined ? undefined : payload);
    }
  }
}

/** True if the key matches `train/**.json`. S3 invokes the upload function only for objects with such keys. */
function isParameterFile(key: string): boolean {
  return key.startsWith('train/') && key.endsWith('.json');
}

/** Puts the inputs of batch jobs into the bucket. Also puts a csv beside the parameter file, if the csv's key is not too long. */
async function putValidData(arena: Arena, index: number, fileKey: string): Promise<void> {
  const csv = csvKeyFits(fileKey) ? { [csvKeyBeside(fileKey)]: VALID_CSV } : {};
  for (const [key, text] of Object.entries({ ...BATCH_INPUTS, ...csv }))
    await arena.put(named(key, index).toString(), named(text, index));
}

function csvKeyFits(fileKey: string): boolean {
  return Buffer.byteLength(csvKeyBeside(fileKey)) <= MAX_KEY_BYTES;
}

function csvKeyBeside(fileKey: string): string {
  return `${fileKey.slice(0, fileKey.lastIndexOf('/') + 1)}interactions.csv`;
}

/** Judges a file. The file must be refused and leave only the refusal, or it must lead to one run, which sends one notification. */
function judgeFile(traces: Traces): Judgement {
  const runs = traces.executions.filter(({ machine }) => machine === 'run');
  if (runs.length === 0) return { result: 'refused', violations: refusal(traces) };
  return {
    result: 'accepted',
    violations: [
      ...(runs.length === 1 ? [] : [`the upload ran ${runs.length} times`]),
      ...(traces.messages.length === 1 ? [] : [`${traces.messages.length} notifications were sent about one run`]),
    ],
  };
}

/** Judges a valid file. Its run must succeed, unless the file is refused for its key. */
function judgeValid(traces: Traces): Judgement {
  const { result, violations } = judgeFile(traces);
  const failed = traces.executions.filter(({ machine, status }) => machine === 'run' && status !== 'SUCCEEDED');
  return {
    result,
    violations: [
      ...violations,
      ...failed.map(({ error, cause }) => `the run of a valid file failed: ${error}: ${cause}`),
    ],
  };
}

function judgeDeleted(traces: Traces): Judgement {
  return { result: 'refused', violations: refusal(traces) };
}

function judgeData(traces: Traces): Judgement {
  const { result, violations } = judgeFile(traces);
  return { result, violations: result === 'accepted' ? violations : ['a valid parameter file was refused'] };
}

function judgeOther(traces: Traces): Judgement {
  const violations = [
    ...nothingDone(traces),
    ...(traces.messages.length === 0 ? [] : ['a notification was sent about an object that is not a parameter file']),
    ...(traces.items.length === 0 ? [] : ['an object that is not a parameter file was recorded']),
  ];
  return { result: 'no parameter file', violations };
}

const EVENT_ERROR = 'InvalidEvent';

/** Judges an event. The event must have no effect, or lead to one clear error. */
function judgeEvent(traces: Traces, payload: string | undefined): Judgement {
  if (payload === undefined) return { result: 'accepted', violations: nothingDone(traces) };
  const { errorType, errorMessage } = JSON.parse(payload) as Readonly<Record<string, string>>;
  const violations = [
    ...nothingDone(traces),
    ...(errorType === EVENT_ERROR ? [] : [`the event ended in ${errorType}: ${errorMessage}`]),
    ...(UNPRINTABLE.test(errorMessage ?? '') ? [`the error is not one line: ${shown(errorMessage)}`] : []),
    ...(traces.messages.length === 0 ? [] : ['a notification was sent about an invalid event']),
  ];
  const invocations = traces.invocations.filter(({ functionName }) => functionName !== UPLOAD_FUNCTION);
  return { result: 'refused', violations, rest: { ...traces, invocations } };
}

function refusal(traces: Traces): readonly string[] {
  const [message, ...more] = traces.messages;
  const isRecord = ({ status }: Traces['items'][number]) => status?.S === 'REFUSED';
  const [record, ...records] = traces.items.filter(isRecord);
  const [place, ...others] = traces.items.filter((item) => !isRecord(item));
  // A refusal leaves its record, and an entry in the list of refused files. Both expire.
  const isRecorded =
    records.length === 0 &&
    others.length === 0 &&
    record?.expiresAt !== undefined &&
    place?.expiresAt !== undefined &&
    place.datasetGroup?.S === '#refused-files' &&
    place.filedUnder?.S === record.datasetGroup?.S;
  return [
    ...nothingDone(traces),
    ...(message !== undefined && more.length === 0
      ? []
      : [`${traces.messages.length} notifications were sent about the refusal`]),
    ...(isRecorded ? [] : [`the refusal left ${traces.items.length} items in the record table instead of two`]),
  ];
}

function nothingDone({ executions, resources }: Traces): readonly string[] {
  return [
    ...executions.map(({ machine }) => `${machine} was started`),
    ...resources.map((resource) => `${resource} was created`),
  ];
}

function prototypeKeys(): string {
  const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
  return JSON.stringify(prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String)));
}
