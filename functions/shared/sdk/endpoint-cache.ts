/**
 * In bundles this stands in for `@aws-sdk/endpoint-cache` (stacks/synth/bundle.ts), 8 KB: DynamoDB's client makes one for endpoints that
 * it might be told to discover, but no command of it asks for such an endpoint.
 */
export class EndpointCache {}
