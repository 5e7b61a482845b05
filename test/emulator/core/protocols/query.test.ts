import { QueryProtocol } from '../../../../emulator/core/protocols/query';
import { ServiceError } from '../../../../emulator/core/service';

const protocol = new QueryProtocol({
  namespace: 'https://example.com/doc/',
  mapMembers: ['Attributes'],
  requestId: () => 'request-1',
});

const decode = (form: string) =>
  protocol.decode({
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: new TextEncoder().encode(form),
  });

describe('the query protocol', () => {
  it('reads lists and maps from numbered parameters, in the order of the numbers', () => {
    // Prepare
    const form = new URLSearchParams({
      Action: 'CreateTopic',
      Version: '2010-03-31',
      Name: 'a & b',
      'Tags.member.10.Key': 'last',
      'Tags.member.2.Key': 'first',
      'Attributes.entry.1.key': 'DisplayName',
      'Attributes.entry.1.value': 'News',
      'MessageAttributes.entry.1.Name': 'kind',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'x.y',
    });

    // Act
    const call = decode(form.toString());

    // Assess
    expect(call).toEqual({
      operation: 'CreateTopic',
      texts: true,
      input: {
        Name: 'a & b',
        Tags: [{ Key: 'first' }, { Key: 'last' }],
        Attributes: { DisplayName: 'News' },
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'x.y' } },
      },
    });
  });

  it('refuses a form without an action', () => {
    // Act and assess
    expect(() => decode('Version=1')).toThrow('The request has no Action parameter.');
  });

  it('writes lists, maps, times and text as XML', () => {
    // Prepare
    const output = {
      Names: ['a<b', 'c'],
      Empty: [],
      Attributes: { Owner: '1' },
      When: new Date(0),
      Absent: undefined,
      Truncated: false,
    };

    // Act
    const { status, headers, body } = protocol.encode({ operation: 'List', input: {} }, output);

    // Assess
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/xml');
    expect(body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<ListResponse xmlns="https://example.com/doc/"><ListResult>' +
        '<Names><member>a&lt;b</member><member>c</member></Names><Empty></Empty>' +
        '<Attributes><entry><key>Owner</key><value>1</value></entry></Attributes>' +
        '<When>1970-01-01T00:00:00.000Z</When><Truncated>false</Truncated></ListResult>' +
        '<ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></ListResponse>',
    );
  });

  it('replaces characters that XML 1.0 cannot represent, so that every client can read the answer', () => {
    // Prepare
    const output = { Name: 'a\u001b', Attributes: { 'k\u001b': 'v\u001b' } };

    // Act
    const { body } = protocol.encode({ operation: 'List', input: {} }, output);
    const refused = protocol.encodeError(new ServiceError('NotFound', "Topic '\u001b'", 404));

    // Assess
    expect(body).toContain('<Name>a\ufffd</Name>');
    expect(body).toContain('<key>k\ufffd</key><value>v\ufffd</value>');
    expect(refused.body).toContain('<Message>Topic &apos;\ufffd&apos;</Message>');
  });

  it('omits the result element if an operation returns nothing', () => {
    // Act
    const { body } = protocol.encode({ operation: 'Unsubscribe', input: {} }, undefined);

    // Assess
    expect(body).not.toContain('UnsubscribeResult');
  });

  it('writes errors with code and message', () => {
    // Act
    const { status, body } = protocol.encodeError(new ServiceError('NotFound', 'Topic <x> does not exist', 404));

    // Assess
    expect(status).toBe(404);
    expect(body).toContain(
      '<Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic &lt;x&gt; does not exist</Message></Error>',
    );
  });
});
