import type { RequestListener } from 'node:http';

import dynalite = require('dynalite');

import type { Clock } from '../../core/clock';
import { type Input, ServiceError } from '../../core/service';
import { exchange } from './exchange';

/** dynalite requires a signature header but does not check the signature. */
const HEADERS = {
  authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=local',
  'x-amz-date': '20260101T000000Z',
  'content-type': 'application/x-amz-json-1.0',
};

/** dynalite without its socket. Requests run one at a time in the order of arrival, so that races always end the same way. */
export class DynaliteEngine {
  private readonly listener: RequestListener;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly clock: Clock) {
    const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    const [listener] = server.listeners('request');
    this.listener = listener as RequestListener;
  }

  /**
   * Runs `work` without other requests in between.
   * @param work receives a function that sends one request and returns the output's members
   */
  exclusively<T>(work: (send: Send) => Promise<T>): Promise<T> {
    const turn = this.clock.track(() => this.last.then(() => work((operation, input) => this.send(operation, input))));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async send(operation: string, input: Input): Promise<Record<string, unknown>> {
    const headers = { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` };
    const response = await exchange(this.listener, headers, JSON.stringify(input));
    const body = JSON.parse(response.body) as Record<string, unknown>;
    if (response.status === 200) return body;
    const { __type: type, message, Message: messageOfTypeErrors, ...fields } = body;
    const code = String(type).replace(/^.*#/, '');
    throw new ServiceError(code, String(message ?? messageOfTypeErrors ?? code), response.status, fields);
  }
}

/** @throws ServiceError as DynamoDB would return it */
export type Send = (operation: string, input: Input) => Promise<Record<string, unknown>>;
