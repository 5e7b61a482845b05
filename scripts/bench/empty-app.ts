import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';

/** What every CDKTF app for AWS costs before it describes anything. */
const app = new App();
const stack = new TerraformStack(app, 'empty');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws');
app.synth();
