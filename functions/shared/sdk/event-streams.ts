/**
 * Replaces `@smithy/core/event-streams` in bundles (stacks/synth/bundle.ts), which saves 35 KB. No function calls an operation that returns
 * a stream of events, such as S3's SelectObjectContent.
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
