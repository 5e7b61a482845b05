import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { startHttpServer } from '../emulator/core/http-server';
import { LocalAws } from '../emulator/local-aws';
import { synthesize } from '../stacks/synth/synthesize';
import { localState, mockProvider, SYNTH_SETTINGS, VARIABLE_SETS } from './terraform-plan/combinations';

interface Options {
  readonly program: string;
  readonly providerVersion?: string;
}

/** Line of a plan's output that counts what the plan would change. */
const SUMMARY = /^Plan: .*$/m;

/**
 * Validates the configuration with Terraform or OpenTofu and the real AWS provider for each of `SYNTH_SETTINGS`, and plans it with each of
 * `VARIABLE_SETS`. Needs no AWS account: a first plan only asks for the caller's identity, which the local AWS answers.
 */
async function main(): Promise<void> {
  const { program, providerVersion }: Options = new Command('terraform-plan')
    .option('--program <name>', 'terraform or tofu', 'terraform')
    .option(
      '--provider-version <constraint>',
      'version of the AWS provider, instead of the version in the configuration',
    )
    .parse()
    .opts();
  const server = await startHttpServer(new LocalAws({ seed: 1 }).aws, { port: 0, local: async () => undefined });
  const folder = mkdtempSync(join(tmpdir(), 'personalize-mlops-plan-'));
  try {
    for (const [index, settings] of SYNTH_SETTINGS.entries()) {
      console.log(JSON.stringify(settings));
      const stack = dirname(synthesize(join(folder, String(index)), settings));
      const run = (...args: readonly string[]) => runIn(stack, program, args);
      writeFileSync(join(stack, 'provider_override.tf.json'), mockProvider(server.url, providerVersion));
      await run('init', '-input=false', '-backend=false');
      await run('validate');
      writeFileSync(join(stack, 'backend_override.tf.json'), localState());
      await run('init', '-input=false', '-reconfigure');
      for (const [name, variables] of Object.entries(VARIABLE_SETS)) {
        writeFileSync(join(stack, 'terraform.tfvars.json'), JSON.stringify(variables));
        const output = await run('plan', '-input=false', '-lock=false', '-no-color');
        console.log(`  ${name}: ${SUMMARY.exec(output)?.[0] ?? output}`);
      }
    }
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs a program asynchronously, because the local AWS in this process must answer in the meantime.
 * @throws Error if the program fails; its message has stderr, and `stdout` the rest of the output
 */
async function runIn(cwd: string, program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

main().catch((error: unknown) => {
  const { message, stdout } = error as Error & { readonly stdout?: string };
  console.error(message, stdout);
  process.exitCode = 1;
});
