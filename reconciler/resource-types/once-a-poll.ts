import type { Step } from '../step';

/** What a look has read once stays so for the whole look, whoever writes meanwhile: its decisions are about one state of things. */
export function oncePerPoll<T>(read: (step: Step) => Promise<T>): (step: Step) => Promise<T> {
  const known = new WeakMap<Step, Promise<T>>();
  return (step) => {
    const reading = known.get(step) ?? read(step);
    known.set(step, reading);
    return reading;
  };
}
