/**
 * In bundles this replaces `@aws-sdk/endpoint-cache` (stacks/synth/bundle.ts), 8 KB: DynamoDB's client creates one for endpoint
 * discovery, which no command of it uses here.
 */
export class EndpointCache {}
