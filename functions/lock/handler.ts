import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { ExecutionStatus } from '../../aws/execution-status';
import { waitForTurn } from '../../reconciler/apply/polling-interval';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { type ClaimedWork, claimFor } from '../shared/lock-names';
import { retried } from '../shared/retried';
import { correlate, createLogger } from '../shared/telemetry';
import { assertNotTooLong } from './lock-limit';
import { ClaimTable } from './lock-table';

export interface ClaimEvent {
  readonly action: 'TAKE' | 'RELEASE';
  readonly work: ClaimedWork;
  /** ARN of the execution that holds, or wants to hold, the claim. */
  readonly holder: string;
  /** ISO time since which the holder has been waiting. */
  readonly waitingSince: string;
}

export interface ClaimAnswer {
  readonly held: boolean;
  /** Seconds until it is worth asking again; only when the claim is not held. */
  readonly waitSeconds?: number;
}

const environment = readEnvironment('RECORD_TABLE');
const logger = createLogger('lock');
const claims = new ClaimTable(
  createClient(DynamoDBClient),
  environment.RECORD_TABLE,
  new ExecutionStatus(createClient(SFNClient)),
);

export const handler = retried(takeOrRelease);

async function takeOrRelease(event: ClaimEvent): Promise<ClaimAnswer> {
  correlate(logger, event.work.run);
  const claim = claimFor(event.work);
  const now = new Date();
  if (event.action === 'RELEASE') {
    await claims.release(claim, { holder: event.holder, now });
    return { held: false };
  }
  const asksAgainIn = waitForTurn(new Date(event.waitingSince), now);
  const held = await claims.take(claim, { holder: event.holder, now, asksAgainIn });
  if (!held)
    await assertNotTooLong(claims, claim, {
      workflow: event.work.workflow,
      since: new Date(event.waitingSince),
      now,
    });
  logger.info(held ? 'Claim taken' : 'Claim is held by another execution', { claim, holder: event.holder });
  return held ? { held } : { held, waitSeconds: asksAgainIn };
}
