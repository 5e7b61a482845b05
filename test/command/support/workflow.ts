import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

type Environment = Readonly<Record<string, string>>;

/** Script that replaces `gh`. The folder `STORE` has the comment of the pull request and the artifacts of one workflow run. */
const GH = `#!/usr/bin/env bash
set -e
case "$*" in
  "api --paginate "*) if [ -f "$STORE/comment.md" ]; then echo 7; fi ;;
  "api --method "*) cp comment.md "$STORE/comment.md"; echo "$3" >> "$STORE/calls" ;;
  "api repos/"*"/pulls "*) echo 1234abcd ;;
  "run list "*) echo 42 ;;
  "run download 42 --name "*" --dir "*) mkdir -p "$7" && cp -r "$STORE/$5/." "$7" ;;
  *) echo "unexpected: gh $*" >&2; exit 1 ;;
esac
`;

/**
 * Script that replaces Terraform. A plan is the text of `deployment/main.tf`; planning fails if that text has the word `broken`. Applying a
 * plan appends its text to a file in the folder `STORE`.
 */
const TERRAFORM = `#!/usr/bin/env bash
set -e
case "$*" in
  "-chdir=deployment init "*) ;;
  "-chdir=deployment plan "*) if grep -q broken deployment/main.tf; then echo "Error: broken"; exit 1; fi
    cp deployment/main.tf deployment/deployment.tfplan
    case "$*" in *-detailed-exitcode*) exit 2 ;; esac ;;
  "-chdir=deployment show -no-color deployment.tfplan") cat deployment/deployment.tfplan ;;
  "-chdir=deployment apply -input=false deployment.tfplan") cat deployment/deployment.tfplan >> "$STORE/applied" ;;
  *) echo "unexpected: terraform $*" >&2; exit 1 ;;
esac
`;

/** Values of the expressions in steps. The value for a role is the name of its policy, which `signIn` gets. */
const EXPRESSIONS: Environment = {
  'github.token': 'token',
  'github.repository': 'acme/shop',
  'github.event.pull_request.number': '5',
  'vars.PERSONALIZE_PLAN_ROLE': 'plan',
  'vars.PERSONALIZE_APPLY_ROLE': 'apply',
  'vars.TERRAFORM_PLAN_ROLE': 'plan',
  'vars.TERRAFORM_APPLY_ROLE': 'apply',
  'vars.AWS_REGION': 'us-east-1',
};

export interface WorkflowRun {
  /** Exit status of the first step that failed; 0 if all steps succeeded. */
  readonly status: number;
  /** Output of all steps. */
  readonly output: string;
}

/** A repository on this machine. It runs jobs of examples/github as GitHub would. */
export class Repository {
  private readonly store: string;

  /**
   * @param workspace folder that contains the repository's files
   * @param cliFile the command's `index.mjs`
   * @param signIn returns the environment variables of a role that has the named policy of the examples
   */
  constructor(
    readonly workspace: string,
    private readonly cliFile: string,
    private readonly endpoint: string,
    private readonly signIn: (policy: string) => Promise<Environment>,
  ) {
    this.store = join(workspace, '.store');
    const bin = join(this.store, 'bin');
    for (const folder of [bin, join(this.store, 'temp')]) mkdirSync(folder, { recursive: true });
    const programs = {
      gh: GH,
      terraform: TERRAFORM,
      npm: '#!/usr/bin/env bash\necho "npm $*"\n',
      'personalize-mlops': `#!/usr/bin/env bash\nexec '${process.execPath}' '${this.cliFile}' "$@"\n`,
    };
    for (const [name, text] of Object.entries(programs)) {
      writeFileSync(join(bin, name), text);
      chmodSync(join(bin, name), 0o755);
    }
  }

  /** The comment of the pull request. */
  get comment(): string {
    return readFileSync(join(this.store, 'comment.md'), 'utf8');
  }

  /** HTTP method (POST or PATCH) of each request that wrote the comment, oldest first. */
  get calls(): readonly string[] {
    return readFileSync(join(this.store, 'calls'), 'utf8').trim().split('\n');
  }

  /** Texts of all Terraform plans that were applied; empty if there are none. */
  get applied(): string {
    const file = join(this.store, 'applied');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Replaces a file of an artifact, as another workflow run for the same commit could. */
  forge(artifact: string, file: string, text: string): void {
    const path = join(this.store, artifact, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /**
   * Runs the steps of a job, except steps for other events. After a failure, only steps with `always()` run. All other
   * conditions are taken to be true.
   */
  async run(file: string, job: string, event: string): Promise<WorkflowRun> {
    const text = readFileSync(join(PROJECT_ROOT, 'examples/github/workflows', file), 'utf8');
    const { steps } = (parse(text) as Workflow).jobs[job] ?? { steps: [] };
    let environment: Environment = {};
    let [status, output] = [0, ''];
    for (const { uses = '', run, if: condition = '', with: inputs = {}, env = {} } of steps) {
      const [, wanted = event] = /event_name == '(\w+)'/.exec(condition) ?? [];
      if (wanted !== event || (status !== 0 && condition !== 'always()')) continue;
      if (uses.includes('/configure-aws-credentials@'))
        environment = await this.signIn(evaluated(String(inputs['role-to-assume'])));
      else if (uses.includes('/upload-artifact@'))
        this.upload(String(inputs.name), String(inputs.path).trim().split('\n'));
      else if (uses.includes('/download-artifact@'))
        cpSync(join(this.store, String(inputs.name)), this.workspace, { recursive: true });
      if (run === undefined) continue;
      const own = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, evaluated(value)]));
      const end = await this.bash(run, { ...environment, ...own });
      output += end.output;
      status ||= end.status;
    }
    return { status, output };
  }

  private upload(name: string, paths: readonly string[]): void {
    const folder = join(this.store, name);
    mkdirSync(folder, { recursive: true });
    for (const path of paths)
      if (existsSync(join(this.workspace, path))) cpSync(join(this.workspace, path), join(folder, basename(path)));
  }

  private bash(script: string, environment: Environment): Promise<WorkflowRun> {
    return new Promise((resolve, reject) => {
      const child = spawn('bash', ['-e', '-c', script], {
        cwd: this.workspace,
        env: {
          ...environment,
          PATH: `${join(this.store, 'bin')}:${process.env.PATH}`,
          STORE: this.store,
          RUNNER_TEMP: join(this.store, 'temp'),
          GITHUB_STEP_SUMMARY: join(this.store, 'summary.md'),
          GITHUB_REPOSITORY: 'acme/shop',
          GITHUB_SHA: 'abcd',
          AWS_ENDPOINT_URL: this.endpoint,
          AWS_DISABLE_CLOCK_SKEW_CORRECTION: 'true',
        },
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
        });
      child.on('error', reject);
      child.on('close', (status) => resolve({ status: status ?? 1, output }));
    });
  }
}

/** Replaces the expressions in a text. @throws Error for an expression that {@link EXPRESSIONS} does not have */
function evaluated(text: string): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const value = EXPRESSIONS[expression];
    if (value === undefined) throw new Error(`The expression '${expression}' has no value in this test.`);
    return value;
  });
}
