const BY_HAND = ' by hand';

/** Trigger of a run of a task that a person has started. */
export function manual(task: string): string {
  return `${task}${BY_HAND}`;
}

/** Name of the task that a trigger is about, started by its schedule or a person; undefined for `upload`. */
export function taskOfTrigger(trigger: string): string | undefined {
  if (trigger === 'upload') return undefined;
  return trigger.endsWith(BY_HAND) ? trigger.slice(0, -BY_HAND.length) : trigger;
}
