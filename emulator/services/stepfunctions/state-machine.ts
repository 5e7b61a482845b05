import type { Machine } from './definition/asl';

/** A revision of a state machine. */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  /** As given, with names and spacing. */
  readonly definitionText: string;
  readonly definition: Machine;
  readonly loggingConfiguration: unknown;
  readonly tracingConfiguration: unknown;
  readonly creationDate: Date;
  readonly updateDate: Date;
  readonly revisionId: string | undefined;
  /** The same object in all revisions, so that running executions see it change. */
  readonly life: {
    /** True from DeleteStateMachine on: running executions end at their next state. */
    deleting: boolean;
    readonly tags: Map<string, string>;
  };
}
