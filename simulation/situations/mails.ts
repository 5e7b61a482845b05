import type { World } from '../simulate/world';
import type { Situation } from './situation';

/** Calls `use` with the subject of each message that the SNS topic has accepted. */
function onSubject({ local }: World, use: (subject: string) => void): void {
  local.aws.onCall(({ service, call: { operation, input }, error }) => {
    if (service === 'sns' && operation === 'Publish' && error === undefined) use(String(input.Subject));
  });
}

/** @param is pattern of the message's subject */
const sent = (name: string, is: RegExp): Situation => ({
  name,
  watch: (world, reached) => onSubject(world, (subject) => is.test(subject) && reached()),
});

export const MAILS: readonly Situation[] = [
  sent('a digest is sent', /^DIGEST /),
  sent('a digest is sent with a failure in it', /^DIGEST .*\d failed/),
];
