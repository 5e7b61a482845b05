import { EventEmitter } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * One request to an HTTP listener that gets no socket and no streams: what it reads of the request are events, what it
 * writes is one answer. Half of a small request's time goes into Node's own.
 */
export function exchange(
  listener: RequestListener,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Answer> {
  return new Promise((resolve) => {
    const request = Object.assign(new EventEmitter(), { method: 'POST', url: '/', headers });
    const response = {
      statusCode: 200,
      setHeader: () => undefined,
      end: (text = '') => resolve({ status: response.statusCode, body: text }),
    };
    listener(request as unknown as IncomingMessage, response as unknown as ServerResponse);
    // All that a listener does with a first chunk is ask for its length and its text.
    request.emit('data', { length: body.length, toString: () => body });
    request.emit('end');
  });
}
