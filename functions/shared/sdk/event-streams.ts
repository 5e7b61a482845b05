/**
 * Replaces `@smithy/core/event-streams` in bundles (stacks/synth/bundle.ts): 35 KB for operations that return a stream of events, such as
 * S3's SelectObjectContent. No function calls such an operation; a call would throw here.
 */

const ABSENT = 'Bundles are built without event streams: stacks/synth/bundle.ts.';

/** S3's client calls this function in its constructor, even if it never calls an operation with a stream. */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}

export function eventStreamSerdeProvider(): never {
  throw new Error(ABSENT);
}

export class EventStreamSerde {
  constructor() {
    throw new Error(ABSENT);
  }
}
