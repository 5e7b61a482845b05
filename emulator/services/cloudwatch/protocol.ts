import type { Protocol } from '../../core/emulated-service';
import { JsonProtocol } from '../../core/protocols/json';
import { QueryProtocol } from '../../core/protocols/query';
import { type Call, ServiceError, type WireRequest, type WireResponse } from '../../core/service';

/** Supports JSON for new clients and AWS's query protocol for old clients. The response uses the protocol of the request. */
export class CloudWatchProtocol implements Protocol {
  private readonly json = new JsonProtocol({ targetPrefix: 'GraniteServiceVersion20100801', version: '1.0' });
  private readonly query: QueryProtocol;

  constructor(requestId: () => string) {
    this.query = new QueryProtocol({
      namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
      requestId,
    });
  }

  decode(request: WireRequest): Call {
    if (request.headers['smithy-protocol'] === 'rpc-v2-cbor') {
      throw new ServiceError(
        'UnknownOperationException',
        'The local CloudWatch speaks JSON and query, not RPC v2 CBOR.',
      );
    }
    if (request.headers['x-amz-target'] !== undefined) return this.json.decode(request);
    return this.query.decode(request);
  }

  encode(call: Call, output: unknown): WireResponse {
    return call.texts ? this.query.encode(call, output) : this.json.encode(call, output ?? {});
  }

  encodeError(error: ServiceError, call: Call | undefined): WireResponse {
    return call?.texts ? this.query.encodeError(error) : this.json.encodeError(error);
  }
}
