/** Replaces `@aws-sdk/endpoint-cache` in bundles (stacks/synth/bundle.ts), which saves 8 KB: no command used here discovers endpoints. */
export class EndpointCache {}
