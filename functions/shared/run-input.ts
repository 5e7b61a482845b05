import { isJsonObject, member } from '../../lib/parameter-file/json-value';
import { WORKFLOWS } from '../../lib/parameter-file/workflows';
import { CHOICES } from '../../lib/record-table/run-request';
import { checkedValues, type EventRules, isText, TEXT } from './invalid-event';

export const TIME = [
  (value: unknown) => isText(value) && !Number.isNaN(Date.parse(String(value))),
  'an ISO time',
] as const;

/** Rules for the member `execution` in the input of a function. The member describes the execution of `run`. */
export const EXECUTION: EventRules = { 'execution.Id': TEXT, 'execution.Name': TEXT, 'execution.StartTime': TIME };

const TEXTS = [
  (value: unknown) => value === undefined || (Array.isArray(value) && value.every(isText)),
  'absent, or a list of texts',
] as const;

/** @param names names of the members of the object that must be texts */
const textsIn = (...names: readonly string[]) =>
  [
    (value: unknown) => value === undefined || names.every((name) => isText(member(value, name))),
    `absent, or an object with texts as ${names.map((name) => `'${name}'`).join(' and ')}`,
  ] as const;

const REQUEST: EventRules = {
  datasetGroup: TEXT,
  workflow: [(value) => WORKFLOWS.some((workflow) => workflow === value), `one of ${WORKFLOWS.join(', ')}`],
  trigger: TEXT,
  'file.bucket': TEXT,
  'file.key': TEXT,
  'file.versionId': TEXT,
  solution: [(value) => value === undefined || isText(value), 'absent or a text'],
  choice: [
    (value) => value === undefined || isChoice(value),
    `absent, or an object: 'action' is one of ${CHOICES.join(', ')}, 'version' is an ARN, 'by' is a text, and 'from' and 'reason' are texts or absent`,
  ],
  upload: textsIn('sequencer'),
  removal: textsIn('by'),
  'removal.resources': TEXTS,
  acceptance: textsIn('dataset', 'fingerprint'),
  restored: TEXTS,
  warnings: TEXTS,
};

const SCHEDULED: EventRules = { datasetGroup: TEXT, task: TEXT, scheduledTime: TIME };

function isChoice(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { action, version, by, from, reason } = value;
  const isAction = CHOICES.some((each) => each === action);
  return (
    isAction && isText(version) && String(version).includes('/') && isText(by) && [from, reason].every(isOptionalText)
  );
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

/**
 * Checks the input of the state machine `run`, which operators can start too.
 * @throws InvalidEvent that names the first invalid value
 */
export function assertRunInput(input: unknown): void {
  checkedValues(input, member(input, 'task') === undefined ? REQUEST : SCHEDULED, 'that of a run');
}
