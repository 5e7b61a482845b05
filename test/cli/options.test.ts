import { Command } from 'commander';
import { WrongUsage } from '../../cli/failure';
import { requireEndpoints, withAws } from '../../cli/options';

function parsed(url: string): Record<string, unknown> {
  const command = withAws(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return command.parse(['--endpoint-url', url], { from: 'user' }).opts();
}

describe('--endpoint-url', () => {
  test.each(['http://localhost:4566', 'https://[::1]:4566/'])('accepts the URL %s', (url) => {
    // Act and assess
    expect(parsed(url)).toMatchObject({ endpointUrl: url });
  });

  test.each(['localhost:4566', 'localhost', '', 'ftp://localhost', 'http://'])(
    "refuses '%s', which is not an HTTP URL",
    (url) => {
      // Act and assess
      expect(() => parsed(url)).toThrow(`argument '${url}' is invalid. It must be a URL with http:// or https://`);
    },
  );
});

describe('Endpoints in environment variables', () => {
  test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL_PERSONALIZE'])(
    'are refused in %s if they have no scheme',
    (name) => {
      // Act
      const refused = () => requireEndpoints({ [name]: 'localhost:4566' });

      // Assess
      expect(refused).toThrow(WrongUsage);
      expect(refused).toThrow(`The environment variable ${name} is 'localhost:4566'.`);
    },
  );

  test('are accepted if they have a scheme or are empty; variables with other names are not checked', () => {
    // Act and assess
    requireEndpoints({
      AWS_ENDPOINT_URL: 'http://localhost:4566',
      AWS_ENDPOINT_URL_S3: '',
      AWS_ENDPOINT_URLS: 'any',
      X: 'y',
    });
  });

  test('are checked before a command does anything', async () => {
    // Prepare
    const action = jest.fn();
    const command = withAws(new Command()).action(action);
    jest.replaceProperty(process, 'env', { AWS_ENDPOINT_URL_SSM: 'foo' });

    // Act and assess
    await expect(command.parseAsync([], { from: 'user' })).rejects.toThrow("AWS_ENDPOINT_URL_SSM is 'foo'");
    expect(action).not.toHaveBeenCalled();
  });
});
