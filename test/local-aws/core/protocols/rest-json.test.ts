import { RestJsonProtocol } from '../../../../local-aws/core/protocols/rest-json';
import { ServiceError, type WireRequest } from '../../../../local-aws/core/service';

const protocol = new RestJsonProtocol({
  messageMember: 'Message',
  routes: {
    PutThing: { method: 'PUT', path: '/boxes/{Box}/things/{Name}', status: 201 },
    ListThings: {
      method: 'GET',
      path: '/boxes/{Box}/things',
      query: {
        max: { member: 'MaxResults', type: 'number' },
        tag: { member: 'TagKeys', type: 'list' },
        token: { member: 'NextToken' },
      },
    },
  },
});

describe('RestJsonProtocol', () => {
  it('takes decoded members from the path, and the others from the body', () => {
    // Act
    const call = protocol.decode(request('PUT', '/boxes/a%2Fb/things/c%20d', '', '{"Size":3,"Name":"ignored"}'));

    // Assess
    expect(call).toEqual({ operation: 'PutThing', input: { Box: 'a/b', Name: 'c d', Size: 3 } });
  });

  it('takes members from the query as text, numbers and lists, and omits absent ones', () => {
    // Act
    const full = protocol.decode(request('GET', '/boxes/a/things', 'max=5&tag=x&tag=y&token=t&other=1'));
    const bare = protocol.decode(request('GET', '/boxes/a/things/'));

    // Assess
    expect(full.input).toEqual({ Box: 'a', MaxResults: 5, TagKeys: ['x', 'y'], NextToken: 't' });
    expect(bare).toEqual({ operation: 'ListThings', input: { Box: 'a' } });
  });

  it.each([
    ['GET', '/boxes/a/things/b'],
    ['PUT', '/boxes/a'],
    ['PUT', '/boxes/a/things/b/c'],
  ])('has no operation at %s %s', (method, path) => {
    // Act
    const decode = () => protocol.decode(request(method, path));

    // Assess
    expect(decode).toThrow(`There is no operation at ${method} ${path}.`);
  });

  it('refuses a body that is not JSON', () => {
    // Act
    const decode = () => protocol.decode(request('PUT', '/boxes/a/things/b', '', 'text'));

    // Assess
    expect(decode).toThrow('not JSON');
  });

  it('writes times as epoch seconds, under the status of the route', () => {
    // Act
    const answer = protocol.encode({ operation: 'PutThing', input: {} }, { At: new Date(1500), Gone: undefined });

    // Assess
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: '{"At":1.5}',
    });
  });

  it('names an error in a header, its text and further members in the body', () => {
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
