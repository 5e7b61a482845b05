/**
 * In bundles this stands in for `@smithy/core/event-streams` (stacks/synth/bundle.ts): 35 KB for operations that answer with a stream of
 * events, such as S3's SelectObjectContent. No function calls one, and one that does is told here.
 */

const ABSENT = 'Bundles are built without event streams: stacks/synth/bundle.ts.';

/** The client of S3 asks for it when it is made, whatever it will be used for. */
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
