import type { Machine } from './definition/asl';

/** A revision of a state machine. */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  /** JSON text of the definition, unchanged from the request. */
  readonly definitionText: string;
  readonly definition: Machine;
  readonly loggingConfiguration: unknown;
  readonly tracingConfiguration: unknown;
  readonly creationDate: Date;
  readonly updateDate: Date;
  readonly revisionId: string | undefined;
  /** State and tags, which all revisions share. So a deletion also affects running executions of old revisions. */
  readonly shared: {
    /** True after DeleteStateMachine. A running execution is then aborted when it is about to enter another state. */
    deleting: boolean;
    readonly tags: Map<string, string>;
  };
}
