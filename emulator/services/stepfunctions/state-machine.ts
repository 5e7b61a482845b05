import type { Machine } from './definition/asl';

/** A revision of a state machine. */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  /** JSON text of the definition, exactly as the client gave it. */
  readonly definitionText: string;
  readonly definition: Machine;
  readonly loggingConfiguration: unknown;
  readonly tracingConfiguration: unknown;
  readonly creationDate: Date;
  readonly updateDate: Date;
  readonly revisionId: string | undefined;
  /** State and tags that all revisions share, so that running executions see them change. */
  readonly shared: {
    /** True once DeleteStateMachine was called. Running executions then end at their next state. */
    deleting: boolean;
    readonly tags: Map<string, string>;
  };
}
