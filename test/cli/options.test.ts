import { Command } from 'commander';
import { withAws } from '../../cli/options';

function parsed(url: string): Record<string, unknown> {
  const command = withAws(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return command.parse(['--endpoint-url', url], { from: 'user' }).opts();
}

describe('--endpoint-url', () => {
  test.each(['http://localhost:4566', 'https://[::1]:4566/'])('takes %s', (url) => {
    // Act and assess
    expect(parsed(url)).toMatchObject({ endpointUrl: url });
  });

  test.each(['localhost:4566', 'localhost', '', 'ftp://localhost', 'http://'])("refuses '%s'", (url) => {
    // Act and assess
    expect(() => parsed(url)).toThrow(`argument '${url}' is invalid. It must be a URL with http:// or https://`);
  });
});
