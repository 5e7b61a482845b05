const MANUAL = ' (manual)';

/** Trigger of a manually started run of a task. */
export function manual(task: string): string {
  return `${task}${MANUAL}`;
}

/** Name of the trigger's task, started by its schedule or manually; undefined for `upload`. */
export function taskOfTrigger(trigger: string): string | undefined {
  if (trigger === 'upload') return undefined;
  return trigger.endsWith(MANUAL) ? trigger.slice(0, -MANUAL.length) : trigger;
}
