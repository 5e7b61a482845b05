/**
 * In bundles this replaces `@aws-sdk/credential-provider-node` (stacks/synth/bundle.ts). Lambda hands a function the credentials
 * of its role in environment variables, the first source of the SDK's own chain; the rest of the chain brings clients of
 * STS, SSO and sign-in with it, 95 KB that no function ever uses.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
