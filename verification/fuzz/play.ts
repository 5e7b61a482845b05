import { type Arena, since, type Traces, UPLOAD_FUNCTION } from './arena';
import { mutatedBytes } from './byte-mutation';
import { EXPECTATIONS, shown, UNPRINTABLE } from './expectations';
import { MAX_KEY_BYTES } from './hostile-key';
import { bodyOf, type HostileInput, named } from './input';
import { BATCH_INPUTS, PARAMETER_FILE_KEY, SOUND_CSV, SOUND_FILE } from './sound-file';

/** What became of an input. */
export type Fate = 'accepted' | 'refused' | 'no parameter file';

export interface Played {
  readonly fate: Fate;
  readonly violations: readonly string[];
}

/**
 * Does to the arena what the input says, lets everything come to rest, and looks at what is left.
 * @param index tells the inputs of one arena apart: each has a dataset group of its own
 */
export async function play(arena: Arena, input: HostileInput, index: number): Promise<Played> {
  const prototypes = prototypeKeys();
  const before = await arena.traces();
  const played = await perform(arena, input, index);
  const rested = await arena.rest();
  const traces = since(before, await arena.traces());
  const own = played(traces);
  return {
    fate: own.fate,
    violations: [
      ...(rested ? [] : ['something still runs after a day']),
      ...EXPECTATIONS.flatMap((expectation) => expectation(own.rest ?? traces)),
      ...own.violations,
      ...(prototypeKeys() === prototypes ? [] : ['a prototype was changed']),
    ],
  };
}

interface Judgement extends Played {
  /** The traces without what is right for this input alone. */
  readonly rest?: Traces;
}

type Judge = (traces: Traces) => Judgement;

async function perform(arena: Arena, input: HostileInput, index: number): Promise<Judge> {
  switch (input.kind) {
    case 'file': {
      await putSoundData(arena, index, input.key);
      const key = named(input.key, index).toString();
      const versionId = await arena.put(key, named(bodyOf(input), index));
      if (input.deleted) await arena.delete(key, versionId);
      if (!isParameterFile(key)) return judgeOther;
      if (input.deleted) return judgeDeleted;
      const isSound = input.changes.length === 0 && input.bytes.length === 0;
      return isSound && hasRoomForCsv(input.key) ? judgeSound : judgeFile;
    }
    case 'data': {
      await putSoundData(arena, index, PARAMETER_FILE_KEY);
      for (const { key, text, bytes } of input.data)
        await arena.put(named(key, index).toString(), named(mutatedBytes(text, bytes), index));
      await arena.put(named(PARAMETER_FILE_KEY, index).toString(), named(JSON.stringify(SOUND_FILE), index));
      return judgeData;
    }
    case 'event': {
      const { FunctionError: error, Payload: payload } = await arena.invokeUpload(input.payload);
      return (traces) => judgeEvent(traces, error === undefined ? undefined : payload);
    }
  }
}

/** As README says it: `train/**.json`. */
function isParameterFile(key: string): boolean {
  return key.startsWith('train/') && key.endsWith('.json');
}

/** Puts csv beside the file, unless its folder leaves too little room for their key. */
async function putSoundData(arena: Arena, index: number, fileKey: string): Promise<void> {
  const csv = hasRoomForCsv(fileKey) ? { [csvKeyBeside(fileKey)]: SOUND_CSV } : {};
  for (const [key, text] of Object.entries({ ...BATCH_INPUTS, ...csv }))
    await arena.put(named(key, index).toString(), named(text, index));
}

function hasRoomForCsv(fileKey: string): boolean {
  return Buffer.byteLength(csvKeyBeside(fileKey)) <= MAX_KEY_BYTES;
}

function csvKeyBeside(fileKey: string): string {
  return `${fileKey.slice(0, fileKey.lastIndexOf('/') + 1)}interactions.csv`;
}

/** It is refused, and then there is nothing but the refusal; or its run does it all and tells how it ended. */
function judgeFile(traces: Traces): Judgement {
  const runs = traces.executions.filter(({ machine }) => machine === 'run');
  if (runs.length === 0) return { fate: 'refused', violations: refusal(traces) };
  return {
    fate: 'accepted',
    violations: [
      ...(runs.length === 1 ? [] : [`the upload ran ${runs.length} times`]),
      ...(traces.messages.length === 1
        ? []
        : [`the topic was told ${traces.messages.length} times of one run`]),
    ],
  };
}

/** A sound file succeeds wherever it lies, unless its key is refused. */
function judgeSound(traces: Traces): Judgement {
  const { fate, violations } = judgeFile(traces);
  const failed = traces.executions.filter(
    ({ machine, status }) => machine === 'run' && status !== 'SUCCEEDED',
  );
  return {
    fate,
    violations: [
      ...violations,
      ...failed.map(({ error, cause }) => `the run of a sound file failed: ${error}: ${cause}`),
    ],
  };
}

function judgeDeleted(traces: Traces): Judgement {
  return { fate: 'refused', violations: refusal(traces) };
}

function judgeData(traces: Traces): Judgement {
  const { fate, violations } = judgeFile(traces);
  return { fate, violations: fate === 'accepted' ? violations : ['a sound parameter file was refused'] };
}

function judgeOther(traces: Traces): Judgement {
  const violations = [
    ...nothingDone(traces),
    ...(traces.messages.length === 0 ? [] : ['the topic was told of an object that is no parameter file']),
    ...(traces.items.length === 0 ? [] : ['something was recorded of an object that is no parameter file']),
  ];
  return { fate: 'no parameter file', violations };
}

const EVENT_ERROR = 'InvalidEvent';

/** One clear error; or an event that is sound, of an object that is not there. */
function judgeEvent(traces: Traces, payload: string | undefined): Judgement {
  if (payload === undefined) return { fate: 'accepted', violations: nothingDone(traces) };
  const { errorType, errorMessage } = JSON.parse(payload) as Readonly<Record<string, string>>;
  const violations = [
    ...nothingDone(traces),
    ...(errorType === EVENT_ERROR ? [] : [`the event ended in ${errorType}: ${errorMessage}`]),
    ...(UNPRINTABLE.test(errorMessage ?? '') ? [`the error is not one line: ${shown(errorMessage)}`] : []),
    ...(traces.messages.length === 0 ? [] : ['the topic was told of an event that is none']),
  ];
  const invocations = traces.invocations.filter(({ functionName }) => functionName !== UPLOAD_FUNCTION);
  return { fate: 'refused', violations, rest: { ...traces, invocations } };
}

function refusal(traces: Traces): readonly string[] {
  const [message, ...more] = traces.messages;
  const isRecord = ({ status }: Traces['items'][number]) => status?.S === 'REFUSED';
  const [record, ...records] = traces.items.filter(isRecord);
  const [place, ...others] = traces.items.filter((item) => !isRecord(item));
  // The refusal itself, and where it is filed, which is listed; both go by themselves.
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
      : [`the topic was told ${traces.messages.length} times`]),
    ...(isRecorded ? [] : [`the refusal left ${traces.items.length} items in the record table, not its two`]),
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
