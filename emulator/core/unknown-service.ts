import { writeXml } from './protocols/xml';
import type { WireRequest, WireResponse } from './service';

const STATUS = 501;
const CODE = 'UnknownService';

/**
 * Signing names of services with AWS's REST XML protocol. They are listed, because a request without a body does not
 * show its protocol. Source: API models of botocore 1.43.
 */
const REST_XML: ReadonlySet<string> = new Set(['cloudfront', 'route53', 's3-outposts', 's3express']);

/** Refuses a request to a service that is not emulated, in that service's own protocol. */
export function unknownService(service: string, request: WireRequest, message: string): WireResponse {
  const error = { Type: 'Sender', Code: CODE, Message: message };
  // EC2 has its own protocol.
  if (service === 'ec2') return xml('Response', { Errors: { Error: { Code: CODE, Message: message } } });
  const isQuery = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const isXml = request.headers['content-type']?.includes('xml');
  if (isQuery || isXml || REST_XML.has(service)) return xml('ErrorResponse', { Error: error });
  return {
    status: STATUS,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': CODE },
    body: JSON.stringify({ __type: CODE, message }),
  };
}

function xml(root: string, content: Parameters<typeof writeXml>[1]): WireResponse {
  return { status: STATUS, headers: { 'content-type': 'text/xml' }, body: writeXml(root, content) };
}
