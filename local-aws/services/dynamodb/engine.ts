import type { RequestListener } from 'node:http';

import dynalite = require('dynalite');

import type { Clock } from '../../core/clock';
import { type Input, ServiceError } from '../../core/service';
import { exchange } from './exchange';

/** dynalite wants a request to look signed; it does not check the signature. */
const HEADERS = {
  authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=local',
  'x-amz-date': '20260101T000000Z',
  'content-type': 'application/x-amz-json-1.0',
};

/** dynalite without its socket. One request at a time, in the order of arrival, so that a race has the same winner each run. */
export class DynaliteEngine {
  private readonly listener: RequestListener;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly clock: Clock) {
    const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    const [listener] = server.listeners('request');
    this.listener = listener as RequestListener;
  }

  /**
   * Runs `work` with dynalite for itself.
   * @param work gets a function that sends one request and answers with the output's members
   */
  exclusively<T>(work: (send: Send) => Promise<T>): Promise<T> {
    const turn = this.clock.track(() =>
      this.last.then(() => work((operation, input) => this.send(operation, input))),
    );
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

/** @throws ServiceError as DynamoDB would answer */
export type Send = (operation: string, input: Input) => Promise<Record<string, unknown>>;
