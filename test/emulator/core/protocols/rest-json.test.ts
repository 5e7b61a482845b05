import type { ApiModel } from '../../../../emulator/core/api/model';
import { RestJsonProtocol } from '../../../../emulator/core/protocols/rest-json';
import { ServiceError, type WireRequest } from '../../../../emulator/core/service';

const MODEL: ApiModel = {
  operations: {
    PutThing: {
      http: { method: 'PUT', requestUri: '/boxes/{Box}/things/{Name}', responseCode: 201 },
      input: 'Thing',
      output: 'Put',
      errors: [],
    },
    ListThings: { http: { method: 'GET', requestUri: '/boxes/{Box}/things' }, input: 'List', errors: [] },
    ReadThing: {
      http: { method: 'POST', requestUri: '/boxes/{Box}/read' },
      input: 'Read',
      output: 'Bytes',
      errors: [],
    },
  },
  shapes: {
    Text: { type: 'string' },
    Number: { type: 'integer' },
    Flag: { type: 'boolean' },
    Time: { type: 'timestamp' },
    Texts: { type: 'list', member: 'Text' },
    Thing: {
      type: 'structure',
      members: {
        Box: { shape: 'Text', location: 'uri', name: 'Box' },
        Name: { shape: 'Text', location: 'uri', name: 'Name' },
        Size: 'Number',
      },
    },
    Put: { type: 'structure', members: { At: 'Time' } },
    List: {
      type: 'structure',
      members: {
        Box: { shape: 'Text', location: 'uri', name: 'Box' },
        MaxResults: { shape: 'Number', location: 'querystring', name: 'max' },
        TagKeys: { shape: 'Texts', location: 'querystring', name: 'tag' },
        NextToken: { shape: 'Text', location: 'querystring', name: 'token' },
      },
    },
    Read: {
      type: 'structure',
      payload: 'Body',
      members: {
        Box: { shape: 'Text', location: 'uri', name: 'Box' },
        Quick: { shape: 'Flag', location: 'header', name: 'X-Quick' },
        Body: 'Bytes',
      },
    },
    Bytes: {
      type: 'structure',
      payload: 'Body',
      members: {
        Status: { shape: 'Number', location: 'statusCode', name: '' },
        Kind: { shape: 'Text', location: 'header', name: 'X-Kind' },
        Body: 'Text',
      },
    },
  },
};

const protocol = new RestJsonProtocol({ model: MODEL, bodyOfError: ({ message }) => ({ Message: message }) });

describe('RestJsonProtocol', () => {
  it('reads a path member from the decoded path, even if the body has it too, and others from the body', () => {
    // Act
    const call = protocol.decode(request('PUT', '/boxes/a%2Fb/things/c%20d', '', '{"Size":3,"Name":"ignored"}'));

    // Assess
    expect(call).toEqual({ operation: 'PutThing', input: { Box: 'a/b', Name: 'c d', Size: 3 } });
  });

  it('reads members from the query as text, numbers and lists, and omits absent ones', () => {
    // Act
    const full = protocol.decode(request('GET', '/boxes/a/things', 'max=5&tag=x&tag=y&token=t'));
    const bare = protocol.decode(request('GET', '/boxes/a/things/'));

    // Assess
    expect(full.input).toEqual({ Box: 'a', MaxResults: 5, TagKeys: ['x', 'y'], NextToken: 't' });
    expect(bare).toEqual({ operation: 'ListThings', input: { Box: 'a' } });
  });

  it('reads and writes a member that is a header, and a member that is the whole body', () => {
    // Act
    const call = protocol.decode({ ...request('POST', '/boxes/a/read', '', 'text'), headers: { 'x-quick': 'true' } });
    const answer = protocol.encode(call, { Status: 202, Kind: 'k', Body: 'text' });

    // Assess
    expect(call.input).toEqual({ Box: 'a', Quick: true, Body: new TextEncoder().encode('text') });
    expect(answer).toEqual({
      status: 202,
      headers: { 'content-type': 'application/json', 'x-kind': 'k' },
      body: 'text',
    });
  });

  it('keeps unknown query parameters, so that the service can refuse and name them', () => {
    // Act
    const { input } = protocol.decode(request('GET', '/boxes/a/things', 'other=1&X-Amz-Date=now'));

    // Assess
    expect(input).toEqual({ Box: 'a', other: '1' });
  });

  it.each([
    ['GET', '/boxes/a/things/b'],
    ['PUT', '/boxes/a'],
    ['PUT', '/boxes/a/things/b/c'],
  ])('refuses %s %s, which matches no operation', (method, path) => {
    // Act
    const decode = () => protocol.decode(request(method, path));

    // Assess
    expect(decode).toThrow(`There is no operation at ${method} ${path}.`);
  });

  it('refuses a body that is not JSON', () => {
    // Act
    const decode = () => protocol.decode(request('PUT', '/boxes/a/things/b', '', 'text'));

    // Assess
    expect(decode).toThrow('not a JSON object');
  });

  it("writes times as epoch seconds, and answers with the operation's status code", () => {
    // Act
    const answer = protocol.encode({ operation: 'PutThing', input: {} }, { At: new Date(1500), Gone: undefined });

    // Assess
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: '{"At":1.5}',
    });
  });

  it('writes the code of an error to a header, and its message and other members to the body', () => {
    // Act
    const answer = protocol.encodeError(new ServiceError('ConflictException', 'There already.', 409, { Owner: 'me' }));

    // Assess
    expect(answer).toEqual({
      status: 409,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'ConflictException' },
      body: '{"Message":"There already.","Owner":"me"}',
    });
  });
});

function request(method: string, path: string, query = '', body = ''): WireRequest {
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: {},
    body: new TextEncoder().encode(body),
  };
}
