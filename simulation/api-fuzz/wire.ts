import { shapeName, shapeOf, structureOf } from '../../emulator/core/api/model';
import type { EmulatedService } from '../../emulator/core/emulated-service';
import { writeXml } from '../../emulator/core/protocols/xml';
import type { Call, WireRequest } from '../../emulator/core/service';
import { OPERATIONS } from '../../emulator/services/s3/operations';
import { toXml } from '../../emulator/services/s3/xml-shape';

/** Prefixes of the header `X-Amz-Target`. The keys are the services with the AWS JSON protocol. */
const TARGETS: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB_20120810',
  events: 'AWSEvents',
  logs: 'Logs_20140328',
  monitoring: 'GraniteServiceVersion20100801',
  personalize: 'AmazonPersonalize',
  sqs: 'AmazonSQS',
  ssm: 'AmazonSSM',
  states: 'AWSStepFunctions',
};

/**
 * Returns the HTTP request of a client, or undefined for a service that has no HTTP interface in the emulator. The body may have another
 * form than the service expects, because some values have a wrong type.
 */
export function requestOf(service: EmulatedService, call: Call): WireRequest | undefined {
  const { name } = service;
  if (name === 'kms') return undefined;
  const target = TARGETS[name];
  if (target !== undefined) {
    return request(name, {
      headers: { 'x-amz-target': `${target}.${call.operation}` },
      body: JSON.stringify(call.input),
    });
  }
  if (['iam', 'sns', 'sts'].includes(name)) {
    const form = new URLSearchParams({ Action: call.operation, ...formOf(call.input) });
    return request(name, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString() });
  }
  return rest(service, call);
}

/** Returns a REST request. The API model says which members are in the path, the query and the headers. Other members are in the body. */
function rest(service: EmulatedService, { operation, input }: Call): WireRequest {
  const { http: { method = 'POST', requestUri = '/' } = {} } = service.model.operations[operation] ?? {};
  const { members, payload } = structureOf(service.model, operation, 'input');
  const [pattern = '/', fixed = ''] = requestUri.split('?');
  let path = pattern;
  const query = new URLSearchParams(fixed);
  const headers: Record<string, string> = {};
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const member = members[name];
    if (value === null || value === undefined) continue;
    if (typeof member !== 'object') body[name] = value;
    else if (member.location === 'uri') path = path.replace(new RegExp(`\\{${member.name}\\+?\\}`), encoded(value));
    else if (member.location === 'querystring')
      for (const one of [value].flat()) query.append(member.name, String(one));
    else if (member.location === 'header') headers[member.name.toLowerCase()] = String(value);
  }
  const content = payload === undefined ? body : body[payload];
  const isText =
    payload !== undefined && shapeOf(service.model, shapeName(members[payload] ?? payload)).type !== 'structure';
  const text = isText
    ? String(content ?? '')
    : service.name === 's3'
      ? xmlOf(operation, content)
      : JSON.stringify(content ?? {});
  const hasBody = method === 'POST' || method === 'PUT';
  return {
    ...request(service.name, { headers, body: hasBody ? text : '' }),
    method,
    path: path.replaceAll(/\{\w+\+?\}/g, ''),
    query,
  };
}

function encoded(value: unknown): string {
  const text = String(value);
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
}

/**
 * Returns the content as XML of S3. Empty if there is no content, or if the operation's body is not XML. Malformed if the content has
 * another type than the operation's body.
 */
function xmlOf(operation: string, content: unknown): string {
  const body = OPERATIONS[operation]?.body;
  if (content === undefined || body?.kind !== 'xml') return '';
  try {
    return writeXml(body.root, toXml(body.shape, content));
  } catch {
    return `<${body.root}>`;
  }
}

function formOf(value: unknown, path = ''): Record<string, string> {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (Array.isArray(value))
    return Object.assign({}, ...value.map((item, index) => formOf(item, at(`member.${index + 1}`))));
  if (typeof value !== 'object' || value === null) return { [path]: String(value) };
  return Object.assign({}, ...Object.entries(value).map(([name, member]) => formOf(member, at(name))));
}

function request(service: string, { headers, body }: { headers: Record<string, string>; body: string }): WireRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=FUZZ/20260105/us-east-1/${service}/aws4_request`;
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { host: 'localhost', authorization, ...headers },
    body: new TextEncoder().encode(body),
  };
}
